package dev.stator.client;

import dev.stator.client.internal.http.HttpResponse;
import dev.stator.item.AttributeValue;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * What is known of one call while it is under way. Its steps run one after another, each after the
 * one that made it possible, so that no two threads ever use it at once.
 */
final class Call {
  final DynamoRequest request;
  final Encoder encoder;
  final byte[] payloadHash;
  final CallEvents events;

  /** What the caller holds. */
  private final CompletableFuture<?> answer;

  /** The {@link System#nanoTime} at which the call as a whole has taken too long. */
  long deadline;

  /** The governor's leave for the attempt under way. */
  Governor.Permit permit = Governor.Permit.NONE;

  /** The number of the attempt under way, from 1. */
  int attempt;

  long attemptStarted;
  int bytesOut;
  int bytesIn;
  int status;
  @Nullable RetryToken retryToken;

  /** Who signed the attempt, and when: what a correction starts from. */
  @Nullable AwsCredentialsIdentity identity;

  @Nullable Instant signedAt;

  /** The time at which the service wrote its answer, by its own clock. */
  @Nullable String answerDate;

  /**
   * Whether an attempt got no answer though it may have been received, and so may have been done.
   */
  boolean unanswered;

  /** Whether it is a second request for what another call is slow to answer. */
  boolean hedge;

  /** Whether the clock or the credentials have been put right already, which is done once. */
  boolean corrected;

  Call(
      DynamoRequest request,
      Encoder encoder,
      byte[] payloadHash,
      CallEvents events,
      CompletableFuture<?> answer,
      long deadline) {
    this.request = request;
    this.encoder = encoder;
    this.payloadHash = payloadHash;
    this.events = events;
    this.answer = answer;
    this.deadline = deadline;
  }

  /** Whether nobody waits for the answer any more. */
  boolean abandoned() {
    return answer.isDone();
  }

  void beginAttempt() {
    attempt++;
    attemptStarted = System.nanoTime();
    permit = Governor.Permit.NONE;
    bytesOut = 0;
    bytesIn = 0;
    status = 0;
    answerDate = null;
  }

  /** Goes on after the governor let it; the time that it waited for that does not count. */
  void admitted(Governor.Permit newPermit) {
    permit = newPermit;
    if (newPermit != Governor.Permit.NONE) {
      long now = System.nanoTime();
      deadline += now - attemptStarted;
      attemptStarted = now;
    }
  }

  void answered(HttpResponse response) {
    status = response.status();
    bytesIn = response.length();
    answerDate = response.header("date");
  }

  /** The request's expressions as messages show them, while its bytes are there. */
  RequestExcerpt excerpt(Function<AttributeValue, String> show) {
    return new RequestExcerpt(encoder.body.array(), encoder.body.length(), show);
  }

  CallFacts facts() {
    return new CallFacts(request.operation(), request.tableName(), request.index(), attempt);
  }

  /** Tells that the attempt under way was answered, to those who hear. */
  void succeeded(
      @Nullable String requestId,
      List<ConsumedCapacity> consumed,
      @Nullable Integer count,
      @Nullable Integer scannedCount) {
    events.attempted(attempt(requestId, consumed, count, scannedCount, null));
  }

  /** Tells that the attempt under way failed, if anyone hears. */
  void failed(DynamoException error) {
    if (events.heard()) {
      String requestId = error instanceof ServiceException refused ? refused.requestId() : null;
      events.attempted(attempt(requestId, List.of(), null, null, error));
    }
  }

  private Attempt attempt(
      @Nullable String requestId,
      List<ConsumedCapacity> consumed,
      @Nullable Integer count,
      @Nullable Integer scannedCount,
      @Nullable DynamoException error) {
    return new Attempt(
        facts(),
        System.nanoTime() - attemptStarted,
        bytesOut,
        bytesIn,
        status,
        requestId,
        consumed,
        count,
        scannedCount,
        hedge,
        error);
  }
}
