package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.AwsSettings;
import dev.stator.item.Item;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.S3Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every request to S3, small or large, goes the way that the environment names. */
@Timeout(120)
final class S3AccessTest {
  private final Fakes fakes = new Fakes(FakeDynamoDb.builder().pageBytes(1_000_000));
  private final List<Item> items = Fakes.items(60, 300_000);
  private final ForwardingProxy proxy = new ForwardingProxy(fakes.s3.port());

  @AfterEach
  void close() {
    proxy.close();
    fakes.close();
  }

  @Test
  void allRequestsGoThroughTheProxy() {
    fakes.put(items);
    try (S3Access s3 = access("http://s3.example", Map.of("HTTP_PROXY", proxy.address()))) {
      ReplicationSummary summary = replicate(s3);

      assertThat(Fakes.readBack(s3, summary.manifest())).hasSize(60);
    }
    assertThat(proxy.requests())
        .hasSameSizeAs(fakes.s3.requests())
        .allMatch(line -> line.matches("[A-Z]+ http://s3\\.example/backup.* HTTP/1\\.1"));
  }

  @Test
  void aHostThatIsExemptIsReachedWithoutTheProxy() {
    assertReachedStraight(Map.of("HTTP_PROXY", "http://127.0.0.1:1", "NO_PROXY", "127.0.0.1"));
  }

  @Test
  void thisMachineIsReachedWithoutTheProxy() {
    assertReachedStraight(Map.of("http_proxy", "http://127.0.0.1:1"));
  }

  private void assertReachedStraight(Map<String, String> environment) {
    fakes.put(items);
    try (S3Access s3 = access(fakes.s3.endpoint().toString(), environment)) {
      assertThat(replicate(s3).items()).isEqualTo(60);
    }
  }

  @Test
  void awsItselfIsReachedThroughATunnelOfTheProxy() {
    try (S3Access s3 = access(null, Map.of("HTTPS_PROXY", proxy.address()))) {
      assertThatThrownBy(() -> replicate(s3)).isInstanceOf(ReplicationException.class);
    }
    assertThat(proxy.requests())
        .isNotEmpty()
        .containsOnly("CONNECT backup.s3.eu-west-1.amazonaws.com:443 HTTP/1.1");
  }

  @Test
  void aProxyThatIsNoneIsToldAtOnceWithoutItsPassword() {
    assertThatThrownBy(() -> access(null, Map.of("https_proxy", "socks5://me:secret@proxy")))
        .isInstanceOf(ReplicationException.class)
        .hasMessageContaining("https_proxy")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aPartThatIsDamagedOnItsWayIsSentAgain() {
    fakes.put(items);
    proxy.damageNextBody();
    try (S3Access s3 = access("http://s3.example", Map.of("HTTP_PROXY", proxy.address()))) {
      ReplicationSummary summary = replicate(s3);

      assertThat(Fakes.readBack(s3, summary.manifest()).values())
          .containsExactlyInAnyOrderElementsOf(items);
    }
    assertThat(fakes.s3.requests(S3Operation.UPLOAD_PART)).hasSize(4); // Three parts.
  }

  private ReplicationSummary replicate(S3Access s3) {
    return new Replication(fakes.client, s3, Fakes.options().segments(1).build()).run();
  }

  private static S3Access access(@Nullable String endpoint, Map<String, String> proxies) {
    Map<String, String> environment = new HashMap<>(proxies);
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test-secret");
    environment.put("HOME", "/nowhere");
    if (endpoint != null) {
      environment.put("AWS_ENDPOINT_URL_S3", endpoint);
    }
    return S3Access.of(AwsSettings.of(environment, null, null), environment);
  }
}
