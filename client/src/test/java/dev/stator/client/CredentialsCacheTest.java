package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

class CredentialsCacheTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private Instant now = START;
  private int asked;
  private @Nullable Instant expiration;
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final CredentialsCache cache =
      new CredentialsCache(new Source(), background::add, new SettableClock());

  @Test
  void asksOnAThreadThatMayBlockAndOnceForAllWhoWait() {
    CompletableFuture<AwsCredentialsIdentity> one = cache.current();
    CompletableFuture<AwsCredentialsIdentity> other = cache.current();
    assertThat(one).isNotDone();
    assertThat(background).hasSize(1);

    background.remove().run();

    assertThat(one.join()).isSameAs(other.join());
    assertThat(cache.current().join()).isSameAs(one.join());
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void renewsInTheBackgroundBeforeTheyExpire() {
    expiration = START.plusSeconds(3600);
    begin();
    background.remove().run();
    AwsCredentialsIdentity old = cache.current().join();

    now = START.plusSeconds(3600 - 299);
    assertThat(cache.current().join()).isSameAs(old);
    assertThat(cache.current().join()).isSameAs(old);
    assertThat(background).hasSize(1);

    background.remove().run();
    assertThat(cache.current().join()).isNotSameAs(old);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void waitsForNewOnesWhenTheOldAreAsGoodAsExpired() {
    expiration = START.plusSeconds(3600);
    begin();
    background.remove().run();
    AwsCredentialsIdentity old = cache.current().join();
    now = START.plusSeconds(3595);

    CompletableFuture<AwsCredentialsIdentity> next = cache.current();
    assertThat(next).isNotDone();
    background.remove().run();

    assertThat(next.join()).isNotSameAs(old);
  }

  @Test
  void looksAgainAtASourceThatDoesNotSayWhenTheyExpire() {
    begin();
    background.remove().run();
    AwsCredentialsIdentity old = cache.current().join();
    now = START.plusSeconds(301);

    assertThat(cache.current().join()).isSameAs(old);
    assertThat(background).hasSize(1);
  }

  @Test
  void forgetsOnlyThoseThatWereRejected() {
    begin();
    background.remove().run();
    AwsCredentialsIdentity old = cache.current().join();

    cache.reject(AwsSessionCredentials.create("other", "s", "t"));
    assertThat(cache.current()).isDone();
    cache.reject(old);
    assertThat(cache.current()).isNotDone();
  }

  @Test
  void asksAgainAfterAFailure() {
    expiration = Instant.MIN;
    CompletableFuture<AwsCredentialsIdentity> failed = cache.current();
    background.remove().run();
    assertThat(failed)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ConfigurationException.class)
        .withMessageContaining("no source");

    expiration = null;
    CompletableFuture<AwsCredentialsIdentity> next = cache.current();
    background.remove().run();
    assertThat(next.join()).isNotNull();
  }

  private void begin() {
    assertThat(cache.current()).isNotDone();
  }

  private final class Source implements IdentityProvider<AwsCredentialsIdentity> {
    @Override
    public Class<AwsCredentialsIdentity> identityType() {
      return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
        ResolveIdentityRequest request) {
      asked++;
      if (Instant.MIN.equals(expiration)) {
        return CompletableFuture.failedFuture(new IllegalStateException("no source"));
      }
      return CompletableFuture.completedFuture(
          AwsSessionCredentials.builder()
              .accessKeyId("A" + asked)
              .secretAccessKey("s")
              .sessionToken("t")
              .expirationTime(expiration)
              .build());
    }
  }

  private final class SettableClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
