package dev.stator.testkit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to a {@link FakeS3} something is to happen to; begun by {@link FakeS3#when}.
 * Nothing is in force until {@link #then} is called. Each method returns a new rule.
 *
 * <p>Calls are counted from 1 among the requests that fit the rule's operations, bucket, key and
 * part, from the moment the rule is in force.
 */
public final class S3Rule {
  private final Script<S3Request> script;
  private final Set<S3Operation> operations;
  private final @Nullable String bucket;
  private final @Nullable String keyPart;
  private final int partNumber;
  private final Calls calls;

  S3Rule(Script<S3Request> script, Set<S3Operation> operations) {
    this(script, operations, null, null, 0, Calls.ALL);
  }

  private S3Rule(
      Script<S3Request> script,
      Set<S3Operation> operations,
      @Nullable String bucket,
      @Nullable String keyPart,
      int partNumber,
      Calls calls) {
    this.script = script;
    this.operations = operations;
    this.bucket = bucket;
    this.keyPart = keyPart;
    this.partNumber = partNumber;
    this.calls = calls;
  }

  /** Only requests to this bucket. */
  public S3Rule on(String bucketName) {
    return new S3Rule(script, operations, bucketName, keyPart, partNumber, calls);
  }

  /** Only requests for keys that contain this text. */
  public S3Rule keyContaining(String text) {
    return new S3Rule(script, operations, bucket, text, partNumber, calls);
  }

  /** Only this part of a multipart upload, from 1. */
  public S3Rule part(int number) {
    return new S3Rule(script, operations, bucket, keyPart, number, calls);
  }

  /** Only the n-th call, from 1. */
  public S3Rule call(int n) {
    return with(calls.between(n, n));
  }

  /** Only the calls from {@code first} to {@code last}, both included, from 1. */
  public S3Rule calls(int first, int last) {
    return with(calls.between(first, last));
  }

  /** Only every n-th call, beginning with the first. */
  public S3Rule everyNth(int n) {
    return with(calls.everyNth(n));
  }

  /** Only this share of the calls, 0 to 1, chosen by chance that the seed determines. */
  public S3Rule randomly(double share, long seed) {
    return with(calls.randomly(share, seed));
  }

  /**
   * Puts the rule in force.
   *
   * @throws IllegalArgumentException if S3 cannot have the fault
   */
  public ScriptedFault then(Fault fault) {
    if (operations.contains(S3Operation.CONNECT) && !fault.fitsConnect()) {
      throw new IllegalArgumentException(
          "when a connection is made, it can only be delayed or broken");
    }
    return script.add(this::matches, calls, fault);
  }

  private S3Rule with(Calls newCalls) {
    return new S3Rule(script, operations, bucket, keyPart, partNumber, newCalls);
  }

  private boolean matches(S3Request request) {
    return (operations.isEmpty()
            ? request.operation() != S3Operation.CONNECT
            : operations.contains(request.operation()))
        && (bucket == null || bucket.equals(request.bucket()))
        && (keyPart == null || request.key().contains(keyPart))
        && (partNumber == 0
            || String.valueOf(partNumber).equals(request.query().get("partNumber")));
  }
}
