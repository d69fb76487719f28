package dev.stator.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * The credentials in use. Sources may read files, run processes or ask other services, so they are
 * only ever asked on a thread that may block, and by one request at a time; meanwhile the old ones
 * serve on while they last. Safe for use by many threads.
 */
final class CredentialsCache {
  /** How long before they expire credentials are renewed, in the background. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  /** How long before they expire credentials are not used any more. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** How often a source is asked that does not say when its credentials expire. */
  private static final Duration RECHECK = Duration.ofMinutes(5);

  private final IdentityProvider<? extends AwsCredentialsIdentity> source;
  private final Executor blocking;
  private final Clock clock;

  private volatile @Nullable Held held;
  private @Nullable CompletableFuture<AwsCredentialsIdentity> renewal;

  CredentialsCache(
      IdentityProvider<? extends AwsCredentialsIdentity> source, Executor blocking, Clock clock) {
    this.source = source;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** The credentials to sign with now. Fails with a {@link ConfigurationException}. */
  CompletableFuture<AwsCredentialsIdentity> current() {
    Held now = held;
    if (now == null) {
      return renew();
    }
    Instant time = clock.instant();
    if (time.isBefore(now.renewFrom)) {
      return now.ready;
    }
    CompletableFuture<AwsCredentialsIdentity> renewed = renew();
    return time.isBefore(now.useUntil) ? now.ready : renewed;
  }

  /** Forgets the credentials, which the service no longer accepts. */
  void reject(AwsCredentialsIdentity rejected) {
    Held now = held;
    if (now != null && now.ready.join() == rejected) {
      held = null;
    }
  }

  private synchronized CompletableFuture<AwsCredentialsIdentity> renew() {
    if (renewal == null) {
      CompletableFuture<AwsCredentialsIdentity> next = new CompletableFuture<>();
      renewal = next;
      try {
        blocking.execute(() -> ask(next));
      } catch (RejectedExecutionException closed) {
        renewal = null;
        next.completeExceptionally(AwsSettings.noCredentials("the client is closed", closed));
      }
      return next;
    }
    return renewal;
  }

  private void ask(CompletableFuture<AwsCredentialsIdentity> next) {
    try {
      AwsCredentialsIdentity identity = source.resolveIdentity().join();
      held = Held.of(identity, clock.instant());
      end();
      next.complete(identity);
    } catch (RuntimeException e) {
      end();
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      next.completeExceptionally(
          cause instanceof ConfigurationException
              ? cause
              : AwsSettings.noCredentials(String.valueOf(cause.getMessage()), cause));
    }
  }

  private synchronized void end() {
    renewal = null;
  }

  private record Held(
      CompletableFuture<AwsCredentialsIdentity> ready, Instant renewFrom, Instant useUntil) {
    static Held of(AwsCredentialsIdentity identity, Instant now) {
      CompletableFuture<AwsCredentialsIdentity> ready = CompletableFuture.completedFuture(identity);
      return identity
          .expirationTime()
          .map(end -> new Held(ready, end.minus(EARLY), end.minus(MARGIN)))
          .orElseGet(() -> new Held(ready, now.plus(RECHECK), Instant.MAX));
    }
  }
}
