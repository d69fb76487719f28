package dev.stator.client;

import java.util.List;
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
 * @param requestId what the service calls the request; null if it did not say
 * @param consumedCapacity what the answer reports of each table that it took of; empty if it does
 *     not: it must be asked for
 * @param count how many items a page of a query or scan has, and {@code scannedCount} how many were
 *     read for it; null for other answers, and for pages whose bytes were handed out
 * @param hedge whether it is a second request, sent because the first was slow; see {@link Hedging}
 * @param error why the attempt failed, or null if it did not
 */
public record Attempt(
    CallFacts call,
    long nanos,
    int bytesOut,
    int bytesIn,
    int status,
    @Nullable String requestId,
    List<ConsumedCapacity> consumedCapacity,
    @Nullable Integer count,
    @Nullable Integer scannedCount,
    boolean hedge,
    @Nullable DynamoException error) {
  public Attempt {
    consumedCapacity = List.copyOf(consumedCapacity);
  }

  /** The capacity units that it took of all tables, or null if the answer does not say. */
  public @Nullable Double capacityUnits() {
    return consumedCapacity.isEmpty()
        ? null
        : Double.valueOf(
            consumedCapacity.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum());
  }
}
