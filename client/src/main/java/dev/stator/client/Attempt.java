package dev.stator.client;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, after it ended.
 *
 * @param call which call, and in {@link CallFacts#attempts} which attempt, counted from 1
 * @param nanos how long it took, from before it was signed to after its answer was read (for the
 *     last attempt of a call, decoding included)
 * @param bytesOut the bytes of the request's body and head
 * @param bytesIn the bytes of the answer's body, or 0 if none came
 * @param status the HTTP status, or 0 if no answer came
 * @param consumedCapacity the capacity units that the answer reports, or null if it does not: they
 *     must be asked for
 * @param hedge whether it is a second request, sent because the first was slow; see {@link Hedging}
 * @param error why the attempt failed, or null if it did not
 */
public record Attempt(
    CallFacts call,
    long nanos,
    int bytesOut,
    int bytesIn,
    int status,
    @Nullable Double consumedCapacity,
    boolean hedge,
    @Nullable DynamoException error) {}
