package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.Transport;
import dev.stator.client.internal.http.TransportException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/*
 * Three questions decide about another attempt.
 *
 * Could it help? A failure that says something about the request or its sender (a condition that
 * does not hold, a table that is not there, a certificate that is not trusted) will be the same next
 * time. Throttling, a server's failure and trouble on the line may pass.
 *
 * Could it harm? Where no answer came, or a server failed half-way, the write may have been done. To
 * do it again leaves the table as it is, for most requests; but not for an update that counts or
 * appends. Such a one is only repeated when it is certain that it was not received, or when the
 * client's owner has said that it does not matter.
 *
 * May we? The SDK's retry strategy keeps a bucket of tokens that failures empty and successes fill,
 * so that retries end when a service is down for everybody; it limits the attempts, and says how
 * long to wait: a random time up to a bound that doubles, from 25 ms, or from 100 ms when throttled.
 *
 * Two failures are put right and tried again at once, once a call: a clock that is off, and
 * credentials that the service says are past their time.
 */

/** Makes attempts until one succeeds or another makes no sense. Waits by timer, on no thread. */
final class Retries {
  private static final AcquireInitialTokenRequest BEGIN =
      AcquireInitialTokenRequest.create("dynamodb");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final RetryStrategy strategy;
  private final boolean repeatAll;
  private final Transport transport;
  private final CredentialsCache credentials;
  private final ServiceClock clock;

  /**
   * @param repeatAll whether also what may do harm twice is repeated
   */
  Retries(
      int maxAttempts,
      boolean repeatAll,
      Transport transport,
      CredentialsCache credentials,
      ServiceClock clock) {
    this.strategy =
        strategy(maxAttempts)
            .retryOnException(failure -> true)
            .treatAsThrottling(Retries::isThrottled)
            .build();
    this.repeatAll = repeatAll;
    this.transport = transport;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** How often, how long between, and until when all calls together have failed too much. */
  static StandardRetryStrategy.Builder strategy(int maxAttempts) {
    return DefaultRetryStrategy.standardStrategyBuilder()
        .maxAttempts(maxAttempts)
        .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(25), LONGEST_WAIT))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(Duration.ofMillis(100), LONGEST_WAIT));
  }

  /** Runs attempts of a call; fails with what the last one failed with. */
  <T> CompletableFuture<T> attempt(Call call, Supplier<? extends CompletionStage<T>> attempt) {
    call.retryToken = strategy.acquireInitialToken(BEGIN).token();
    CompletableFuture<T> result = new CompletableFuture<>();
    attempt(call, attempt, result);
    return result;
  }

  private <T> void attempt(
      Call call, Supplier<? extends CompletionStage<T>> attempt, CompletableFuture<T> result) {
    call.beginAttempt();
    attempt
        .get()
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                succeeded(call);
                result.complete(value);
              } else {
                failed(call, attempt, result, failure);
              }
            });
  }

  private void succeeded(Call call) {
    RetryToken token = call.retryToken;
    if (token != null) {
      strategy.recordSuccess(RecordSuccessRequest.create(token));
    }
  }

  private <T> void failed(
      Call call,
      Supplier<? extends CompletionStage<T>> attempt,
      CompletableFuture<T> result,
      Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    DynamoException failure = explain(call, cause);
    if (failure == null) {
      result.completeExceptionally(cause);
      return;
    }
    call.permit.failed(failure);
    call.failed(failure);
    Duration wait = call.abandoned() ? null : waitBeforeNext(call, failure);
    if (wait == null || System.nanoTime() + wait.toNanos() - call.deadline >= 0) {
      result.completeExceptionally(failure);
      return;
    }
    var unused =
        transport
            .delay(wait)
            .whenComplete(
                (elapsed, closed) -> {
                  if (closed == null && !call.abandoned()) {
                    attempt(call, attempt, result);
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
  }

  /** The failure as the caller is told, or null if it is no failure of a call but a defect. */
  private static @Nullable DynamoException explain(Call call, Throwable cause) {
    if (cause instanceof DynamoException known) {
      return known;
    }
    if (cause instanceof TimeoutException) {
      return new NoAnswerException(
          Reason.TIMEOUT, false, call.facts(), "no credentials came in time", cause);
    }
    if (cause instanceof TransportException lost) {
      Reason reason =
          switch (lost.kind()) {
            case UNKNOWN_HOST -> Reason.UNKNOWN_HOST;
            case CONNECT -> Reason.UNREACHABLE;
            case TLS -> Reason.UNTRUSTED;
            case NOT_TLS -> Reason.NOT_TLS;
            case BUSY -> Reason.BUSY;
            case TIMEOUT -> Reason.TIMEOUT;
            case DISCONNECTED -> Reason.DISCONNECTED;
            case MALFORMED -> Reason.CORRUPT;
            case CLOSED -> Reason.CLOSED;
          };
      return new NoAnswerException(reason, lost.maybeSent(), call.facts(), lost.getMessage(), lost);
    }
    return null;
  }

  /** How long to wait before the next attempt, or null if there is to be none. */
  private @Nullable Duration waitBeforeNext(Call call, DynamoException failure) {
    if (failure instanceof AccessDeniedException refused && correct(call, refused)) {
      return Duration.ZERO;
    }
    boolean maybeDone = maybeDone(failure);
    call.unanswered |= maybeDone;
    boolean harmless = call.request.repeatable() || repeatAll || !maybeDone;
    RetryToken token = call.retryToken;
    if (token == null || !mayPass(failure) || !harmless) {
      return null;
    }
    try {
      RefreshRetryTokenResponse next =
          strategy.refreshRetryToken(
              RefreshRetryTokenRequest.builder()
                  .token(token)
                  .failure(failure)
                  .suggestedDelay(Duration.ZERO)
                  .build());
      call.retryToken = next.token();
      return next.delay();
    } catch (TokenAcquisitionFailedException exhausted) {
      return null;
    }
  }

  private boolean correct(Call call, AccessDeniedException refused) {
    if (call.corrected) {
      return false;
    }
    call.corrected =
        switch (refused.code()) {
          case "ExpiredToken", "ExpiredTokenException" -> {
            if (call.identity != null) {
              credentials.reject(call.identity);
            }
            yield call.identity != null;
          }
          case "InvalidSignatureException",
              "RequestExpired",
              "RequestTimeTooSkewed",
              "SignatureDoesNotMatch" ->
              clock.correct(call.signedAt, call.answerDate);
          default -> false;
        };
    return call.corrected;
  }

  private static boolean isThrottled(Throwable failure) {
    return failure instanceof ThrottlingException
        || StreamsCall.isThrottled(failure)
        || (failure instanceof TransactionCanceledException cancelled && cancelled.throttled());
  }

  private static boolean mayPass(DynamoException failure) {
    if (failure instanceof NoAnswerException lost) {
      return switch (lost.reason()) {
        case UNKNOWN_HOST, UNREACHABLE, TIMEOUT, DISCONNECTED, CORRUPT -> true;
        case UNTRUSTED, NOT_TLS, BUSY, HELD_BACK, CLOSED, INTERRUPTED -> false;
      };
    }
    if (failure instanceof ConflictException conflict) {
      return switch (conflict.code()) {
        case "ReplicatedWriteConflictException",
            "TransactionConflictException",
            "TransactionInProgressException" ->
            true;
        default -> false;
      };
    }
    if (failure instanceof TransactionCanceledException cancelled) {
      return cancelled.mayPass();
    }
    return isThrottled(failure)
        || (failure instanceof InternalServerException server && server.mayPass())
        || (failure instanceof OtherServiceException other && other.status() == 408);
  }

  /** Whether the service may have done what it was asked, although the attempt failed. */
  private static boolean maybeDone(DynamoException failure) {
    if (failure instanceof NoAnswerException lost) {
      return lost.maybeSent();
    }
    return failure instanceof InternalServerException server && server.maybeDone();
  }
}
