package dev.stator.client.internal.http;

import static dev.stator.client.internal.http.NettyTransportTest.bodyOf;
import static dev.stator.client.internal.http.NettyTransportTest.failureOf;
import static dev.stator.client.internal.http.NettyTransportTest.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.internal.http.TransportException.Kind;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("NullAway.Init")
class TlsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir static Path folder;

  /** Names 127.0.0.1, and not localhost. */
  private static Path certificate;

  private static ServerSocketFactory sockets;

  @BeforeAll
  static void makeACertificate() throws Exception {
    Path store = folder.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    certificate =
        Files.writeString(
            folder.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    sockets = context.getServerSocketFactory();
  }

  @Test
  void talksToAHostWhoseCertificateIsTrusted() throws Exception {
    try (SocketServer server = new SocketServer(sockets, (peer, number) -> peer.echo());
        Transport transport = transport("127.0.0.1", server.port(), certificate, null)) {
      for (int i = 0; i < 3; i++) {
        assertThat(bodyOf(transport.send(request("hello " + i, LONG)))).isEqualTo("hello " + i);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void refusesACertificateThatIsNotTrusted() throws Exception {
    try (SocketServer server = new SocketServer(sockets, (peer, number) -> peer.echo());
        Transport transport = transport("127.0.0.1", server.port(), null, null)) {
      TransportException untrusted = failureOf(transport.send(request("x", LONG)));

      assertThat(untrusted.kind()).isEqualTo(Kind.TLS);
      assertThat(untrusted.maybeSent()).isFalse();
      assertThat(untrusted)
          .hasMessageStartingWith("No TLS with https://127.0.0.1:")
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    try (SocketServer server = new SocketServer(sockets, (peer, number) -> peer.echo());
        Transport transport = transport("localhost", server.port(), certificate, null)) {
      TransportException mismatch = failureOf(transport.send(request("x", LONG)));

      assertThat(mismatch.kind()).isEqualTo(Kind.TLS);
      assertThat(mismatch).hasMessageContaining("localhost");
    }
  }

  @Test
  void saysWhenTheServerDoesNotSpeakTls() throws Exception {
    try (SocketServer server =
            new SocketServer((peer, number) -> peer.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
        Transport transport = transport("127.0.0.1", server.port(), certificate, null)) {
      TransportException plain = failureOf(transport.send(request("x", LONG)));

      assertThat(plain.kind()).isEqualTo(Kind.NOT_TLS);
      assertThat(plain).hasMessage("https://127.0.0.1:" + server.port() + " does not speak TLS");
    }
  }

  @Test
  void goesThroughAProxyByATunnel() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    try (SocketServer server = new SocketServer(sockets, (peer, number) -> peer.echo());
        SocketServer proxy =
            new SocketServer(
                (peer, number) -> {
                  SocketServer.Request connect = peer.read();
                  asked.add(connect == null ? "" : connect.head);
                  peer.write("HTTP/1.1 200 Connection established\r\n\r\n");
                  peer.tunnel(server.port());
                });
        Transport transport =
            transport(
                "127.0.0.1",
                server.port(),
                certificate,
                new Proxy("127.0.0.1", proxy.port(), "me", "secret"))) {
      assertThat(bodyOf(transport.send(request("through", LONG)))).isEqualTo("through");
      assertThat(asked.take())
          .startsWith("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n")
          .containsIgnoringCase("proxy-authorization: Basic bWU6c2VjcmV0\r\n");
    }
  }

  @Test
  void saysWhenAProxyRefusesTheTunnel() throws Exception {
    try (SocketServer proxy =
            new SocketServer(
                (peer, number) -> {
                  peer.read();
                  peer.write(
                      "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
                  peer.awaitClose();
                });
        Transport transport =
            transport(
                "127.0.0.1", 1, certificate, new Proxy("127.0.0.1", proxy.port(), null, null))) {
      TransportException refused = failureOf(transport.send(request("x", LONG)));

      assertThat(refused).hasMessageContaining("407");
      assertThat(refused.kind()).isEqualTo(Kind.CONNECT);
      assertThat(refused.maybeSent()).isFalse();
    }
  }

  @Test
  void saysWhichCaBundleCannotBeUsed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));

    assertThatThrownBy(() -> transport("h", 443, folder.resolve("missing.pem"), null))
        .hasMessageContaining("missing.pem");
    assertThatThrownBy(() -> transport("h", 443, empty, null)).hasMessageContaining("empty.pem");
  }

  private static Transport transport(
      String host, int port, @Nullable Path trusted, @Nullable Proxy proxy) {
    TransportSettings usual = TransportSettings.to(new Route(new Origin(true, host, port), proxy));
    return NettyTransport.open(
        new TransportSettings(
            usual.route(),
            1,
            usual.maxWaiting(),
            LONG,
            LONG,
            LONG,
            LONG,
            usual.bodyLimit(),
            trusted,
            1,
            false),
        ForkJoinPool.commonPool());
  }
}
