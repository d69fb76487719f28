package dev.stator.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.testkit.FakeS3;
import dev.stator.testkit.LoopbackCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The SDK's requests go the way that the transport's go. */
@Timeout(60)
final class UrlConnectionsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private final SocketServer server =
      new SocketServer(
          (peer, number) -> {
            for (SocketServer.Request request = peer.read();
                request != null;
                request = peer.read()) {
              heads.add(request.head);
              peer.write(answer);
            }
          });

  @TempDir private Path folder;

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aPlainRequestIsForwardedByTheProxyThatGetsItsPassword() throws Exception {
    Map<String, String> environment = Map.of("http_proxy", "http://me:secret@" + here());

    assertThat(get("http://s3.example/bucket", environment)).isEqualTo(200);
    assertThat(heads.take())
        .startsWith("GET http://s3.example/bucket HTTP/1.1\r\n")
        .containsIgnoringCase("proxy-authorization: Basic bWU6c2VjcmV0\r\n");
  }

  @Test
  void aSecureRequestAsksTheProxyForATunnelToItsOwnHost() throws Exception {
    answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";

    assertThatThrownBy(
            () -> get("https://backup.s3.example/x", Map.of("HTTPS_PROXY", "http://" + here())))
        .hasStackTraceContaining("502");
    assertThat(heads.take()).startsWith("CONNECT backup.s3.example:443 HTTP/1.1\r\n");
  }

  @Test
  void aHostThatIsExemptIsReachedStraight() throws Exception {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://127.0.0.1:1", "NO_PROXY", "here.example,127.0.0.1");

    assertThat(get("http://" + here() + "/x", environment)).isEqualTo(200);
    assertThat(heads.take()).startsWith("GET /x HTTP/1.1\r\n");
  }

  @Test
  void thisMachineIsReachedStraightWhateverTheEnvironmentSays() throws Exception {
    Map<String, String> environment = Map.of("HTTP_PROXY", "http://127.0.0.1:1");

    assertThat(get("http://" + here() + "/x", environment)).isEqualTo(200);
    assertThat(get("http://localhost:" + server.port() + "/x", environment)).isEqualTo(200);
  }

  @Test
  void theCertificatesOfABundleAreTrustedAndNoOthers() throws Exception {
    try (FakeS3 secure = FakeS3.builder().tls().start()) {
      String url = "https://localhost:" + secure.port() + "/";
      Path bundle = Files.writeString(folder.resolve("ca.pem"), LoopbackCertificate.pem());

      assertThat(get(url, Map.of(), bundle)).isPositive();
      assertThatThrownBy(() -> get(url, Map.of(), null)).hasMessageContaining("PKIX");
    }
  }

  @Test
  void aBundleThatCannotBeReadIsNamedAtOnce() {
    Path missing = folder.resolve("missing.pem");

    assertThatThrownBy(() -> UrlConnections.client(Map.of(), missing, LONG, LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing.pem");
  }

  private String here() {
    return "127.0.0.1:" + server.port();
  }

  private static int get(String url, Map<String, String> environment) throws IOException {
    return get(url, environment, null);
  }

  private static int get(String url, Map<String, String> environment, @Nullable Path bundle)
      throws IOException {
    try (SdkHttpClient client = UrlConnections.client(environment, bundle, LONG, LONG)) {
      SdkHttpRequest request =
          SdkHttpRequest.builder().uri(URI.create(url)).method(SdkHttpMethod.GET).build();
      return client
          .prepareRequest(HttpExecuteRequest.builder().request(request).build())
          .call()
          .httpResponse()
          .statusCode();
    }
  }
}
