package dev.stator.client.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.internal.http.SocketServer.Conversation;
import dev.stator.client.internal.http.SocketServer.Request;
import dev.stator.client.internal.http.TransportException.Kind;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyTransportTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(50);

  private @Nullable SocketServer server;
  private final List<AutoCloseable> opened = new ArrayList<>();

  private int maxConnections = 8;
  private int maxWaiting = 8;
  private int eventLoops = 1;
  private Duration wait = LONG;
  private Duration read = LONG;
  private Duration idle = LONG;
  private @Nullable Path trusted;
  private @Nullable Proxy proxy;

  private SocketServer serve(Conversation conversation) {
    server = new SocketServer(conversation);
    opened.add(server);
    return server;
  }

  private Transport transport() {
    if (server == null) {
      throw new IllegalStateException("no server");
    }
    return transport(new Origin(false, "127.0.0.1", server.port()));
  }

  private Transport transport(Origin origin) {
    Transport transport =
        NettyTransport.open(
            new TransportSettings(
                new Route(origin, proxy),
                maxConnections,
                maxWaiting,
                wait,
                LONG,
                read,
                idle,
                1 << 24,
                trusted,
                eventLoops,
                false),
            ForkJoinPool.commonPool());
    opened.add(transport);
    return transport;
  }

  @AfterEach
  void closeEverything() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @Test
  void carriesManyRequestsOverOneConnection() throws Exception {
    SocketServer echo = serve((peer, number) -> peer.echo());
    Transport transport = transport();

    for (int i = 0; i < 20; i++) {
      assertThat(bodyOf(transport.send(request("body " + i, LONG)))).isEqualTo("body " + i);
    }
    assertThat(echo.connections()).isEqualTo(1);
  }

  @Test
  void sendsABodyOfManyPiecesWhole() throws Exception {
    BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    serve(
        (peer, number) -> {
          Request request = peer.read();
          if (request != null) {
            received.add(request.body);
            peer.answer("got it");
          }
        });
    byte[] body = new byte[5_000_001];
    new Random(1).nextBytes(body);
    byte[] padded = new byte[body.length + 7];
    System.arraycopy(body, 0, padded, 3, body.length);
    byte[] head = head(body.length);

    CompletableFuture<HttpResponse> response =
        transport().send(HttpRequest.of(head, head.length, padded, 3, body.length, LONG));

    assertThat(bodyOf(response)).isEqualTo("got it");
    assertThat(received.take()).isEqualTo(body);
  }

  @Test
  void queuesWhatExceedsItsConnections() throws Exception {
    maxConnections = 2;
    CountDownLatch bothArrived = new CountDownLatch(2);
    SocketServer echo =
        serve(
            (peer, number) -> {
              Request first = peer.read();
              bothArrived.countDown();
              bothArrived.await();
              peer.answer(first == null ? "" : new String(first.body, ISO_8859_1));
              peer.echo();
            });
    Transport transport = transport();

    List<CompletableFuture<HttpResponse>> responses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      responses.add(transport.send(request("r" + i, LONG)));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(bodyOf(responses.get(i))).isEqualTo("r" + i);
    }
    assertThat(echo.connections()).isEqualTo(2);
  }

  @Test
  void refusesARequestWhenTooManyWaitAlready() throws Exception {
    maxConnections = 1;
    maxWaiting = 1;
    CountDownLatch go = new CountDownLatch(1);
    serve(
        (peer, number) -> {
          go.await();
          peer.echo();
        });
    Transport transport = transport();
    CompletableFuture<HttpResponse> carried = transport.send(request("a", LONG));
    CompletableFuture<HttpResponse> waiting = transport.send(request("b", LONG));

    TransportException refused = failureOf(transport.send(request("c", LONG)));
    go.countDown();

    assertThat(refused.kind()).isEqualTo(Kind.BUSY);
    assertThat(refused.maybeSent()).isFalse();
    assertThat(refused).hasMessage("All 1 connections are busy and 1 requests wait for one");
    assertThat(bodyOf(carried) + bodyOf(waiting)).isEqualTo("ab");
  }

  @Test
  void givesUpWaitingForAConnection() throws Exception {
    maxConnections = 1;
    wait = SHORT;
    serve((peer, number) -> peer.awaitClose());
    Transport transport = transport();
    CompletableFuture<HttpResponse> blocks = transport.send(request("blocks", LONG));

    TransportException late = failureOf(transport.send(request("waits", LONG)));

    assertThat(blocks).isNotDone();
    assertThat(late.kind()).isEqualTo(Kind.BUSY);
    assertThat(late.maybeSent()).isFalse();
  }

  @Test
  void givesUpAnAttemptThatTakesTooLong() throws Exception {
    serve((peer, number) -> peer.awaitClose());

    TransportException late = failureOf(transport().send(request("x", SHORT)));

    assertThat(late.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(late.maybeSent()).isTrue();
    assertThat(late).hasMessage("The attempt took too long: given up before a response");
  }

  @Test
  void givesUpAResponseThatFallsSilent() throws Exception {
    read = SHORT;
    serve(
        (peer, number) -> {
          peer.read();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
          peer.awaitClose();
        });

    TransportException late = failureOf(transport().send(request("x", LONG)));

    assertThat(late.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(late).hasMessage("Nothing was received for 50 ms: given up after 3 of 9 body bytes");
  }

  @Test
  void saysWhenAResponseWasTruncated() throws Exception {
    serve(
        (peer, number) -> {
          peer.read();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        });

    TransportException cut = failureOf(transport().send(request("x", LONG).replayable()));

    assertThat(cut.kind()).isEqualTo(Kind.DISCONNECTED);
    assertThat(cut.maybeSent()).isTrue();
    assertThat(cut).hasMessage("The connection was closed after 3 of 9 body bytes");
  }

  @Test
  void saysWhenAFreshConnectionIsResetBeforeAResponse() throws Exception {
    SocketServer resets =
        serve(
            (peer, number) -> {
              peer.read();
              peer.reset();
            });

    TransportException reset = failureOf(transport().send(request("x", LONG).replayable()));

    assertThat(reset.kind()).isEqualTo(Kind.DISCONNECTED);
    assertThat(reset.maybeSent()).isTrue();
    assertThat(resets.connections()).isEqualTo(1);
  }

  /** The race that keep-alive has built in: the server closes just as the request is sent. */
  @Test
  void repeatsAReplayableRequestThatAKeptAliveConnectionFailed() throws Exception {
    SocketServer once = serve(NettyTransportTest::answerOnceThenCloseOnRequest);
    Transport transport = transport();
    assertThat(bodyOf(transport.send(request("first", LONG)))).isEqualTo("first");

    assertThat(bodyOf(transport.send(request("second", LONG).replayable()))).isEqualTo("second");
    assertThat(once.connections()).isEqualTo(2);
  }

  @Test
  void doesNotRepeatARequestThatMayDoHarmTwice() throws Exception {
    serve(NettyTransportTest::answerOnceThenCloseOnRequest);
    Transport transport = transport();
    assertThat(bodyOf(transport.send(request("first", LONG)))).isEqualTo("first");

    TransportException closed = failureOf(transport.send(request("second", LONG)));

    assertThat(closed.kind()).isEqualTo(Kind.DISCONNECTED);
    assertThat(closed.maybeSent()).isTrue();
  }

  private static void answerOnceThenCloseOnRequest(SocketServer.Peer peer, int number)
      throws Exception {
    Request request = peer.read();
    peer.answer(request == null ? "" : new String(request.body, ISO_8859_1));
    peer.read();
  }

  @Test
  void doesNotUseAConnectionAgainThatTheServerMeansToClose() throws Exception {
    SocketServer closing =
        serve(
            (peer, number) -> {
              peer.read();
              peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
              peer.awaitClose();
            });
    Transport transport = transport();

    assertThat(bodyOf(transport.send(request("a", LONG)))).isEqualTo("ok");
    assertThat(bodyOf(transport.send(request("b", LONG)))).isEqualTo("ok");
    assertThat(closing.connections()).isEqualTo(2);
  }

  @Test
  void doesNotUseAConnectionAgainThatSentMoreThanItsResponse() throws Exception {
    SocketServer chatty =
        serve(
            (peer, number) -> {
              peer.read();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n");
              peer.awaitClose();
            });
    Transport transport = transport();

    assertThat(bodyOf(transport.send(request("a", LONG)))).isEqualTo("ok");
    assertThat(bodyOf(transport.send(request("b", LONG)))).isEqualTo("ok");
    assertThat(chatty.connections()).isEqualTo(2);
  }

  @Test
  void readsABodyThatEndsWithTheConnection() throws Exception {
    serve(
        (peer, number) -> {
          peer.read();
          peer.write("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        });

    assertThat(bodyOf(transport().send(request("a", LONG)))).isEqualTo("until the end");
  }

  @Test
  void closesAConnectionThatWasIdleTooLong() throws Exception {
    idle = Duration.ZERO;
    CountDownLatch closedByClient = new CountDownLatch(1);
    serve(
        (peer, number) -> {
          peer.echo();
          closedByClient.countDown();
        });

    assertThat(bodyOf(transport().send(request("a", LONG)))).isEqualTo("a");
    closedByClient.await();
  }

  @Test
  void saysWhenNobodyListens() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    TransportException refused =
        failureOf(transport(new Origin(false, "127.0.0.1", free)).send(request("a", LONG)));

    assertThat(refused.kind()).isEqualTo(Kind.CONNECT);
    assertThat(refused.maybeSent()).isFalse();
    assertThat(refused)
        .hasMessageStartingWith("No connection to http://127.0.0.1:" + free)
        .hasMessageContaining("refused");
  }

  @Test
  void saysWhenTheHostIsNotKnown() throws Exception {
    String impossible = "x".repeat(70);

    TransportException unknown =
        failureOf(transport(new Origin(false, impossible, 80)).send(request("a", LONG)));

    assertThat(unknown.kind()).isEqualTo(Kind.UNKNOWN_HOST);
    assertThat(unknown.maybeSent()).isFalse();
  }

  @Test
  void failsWhatIsUnderWayWhenItIsClosedAndLeavesNoThread() throws Exception {
    maxConnections = 1;
    CountDownLatch arrived = new CountDownLatch(1);
    serve(
        (peer, number) -> {
          peer.read();
          arrived.countDown();
          peer.awaitClose();
        });
    Transport transport = transport();
    CompletableFuture<HttpResponse> carried = transport.send(request("a", LONG));
    CompletableFuture<HttpResponse> waiting = transport.send(request("b", LONG));
    CompletableFuture<Void> delay = transport.delay(LONG);
    arrived.await();
    Thread loop = threadNamed("stator-io");

    transport.close();

    assertThat(failureOf(carried).maybeSent()).isTrue();
    assertThat(failureOf(waiting).maybeSent()).isFalse();
    assertThat(failureOf(delay).kind()).isEqualTo(Kind.CLOSED);
    assertThat(failureOf(transport.send(request("c", LONG))).kind()).isEqualTo(Kind.CLOSED);
    assertThat(failureOf(transport.delay(SHORT)).kind()).isEqualTo(Kind.CLOSED);
    loop.join();
  }

  private static Thread threadNamed(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sharesItsConnectionsAmongItsEventLoops() throws Exception {
    eventLoops = 3;
    maxConnections = 4;
    CountDownLatch allArrived = new CountDownLatch(4);
    SocketServer echo =
        serve(
            (peer, number) -> {
              Request first = peer.read();
              allArrived.countDown();
              allArrived.await();
              peer.answer(first == null ? "" : new String(first.body, ISO_8859_1));
              peer.echo();
            });
    Transport transport = transport();

    List<CompletableFuture<HttpResponse>> responses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      responses.add(transport.send(request("r" + i, LONG)));
    }
    for (int i = 0; i < 12; i++) {
      assertThat(bodyOf(responses.get(i))).isEqualTo("r" + i);
    }
    assertThat(echo.connections()).isEqualTo(4);
  }

  @Test
  void asksAProxyToForwardAPlainRequest() throws Exception {
    serve((peer, number) -> peer.echo());
    Origin origin = new Origin(false, "dynamodb.example", 8000);
    proxy = new Proxy("127.0.0.1", transportPort(), "me", "secret");
    Route route = new Route(origin, proxy);

    assertThat(bodyOf(transport(origin).send(request("a", LONG)))).isEqualTo("a");
    assertThat(route.requestTarget("/")).isEqualTo("http://dynamodb.example:8000/");
    assertThat(route.proxyAuthorization()).isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(route.toString()).doesNotContain("secret");
  }

  private int transportPort() {
    return server == null ? 0 : server.port();
  }

  @Test
  void takesTheProxyFromTheEnvironment() {
    Origin aws = new Origin(true, "dynamodb.eu-west-1.amazonaws.com", 443);
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://u%40d:p%3Aw@proxy.example:3128", "NO_PROXY", "a.com, .b.com");

    assertThat(Proxy.fromEnvironment(environment, aws))
        .isEqualTo(new Proxy("proxy.example", 3128, "u@d", "p:w"));
    assertThat(Proxy.fromEnvironment(environment, new Origin(true, "x.b.com", 443))).isNull();
    assertThat(Proxy.fromEnvironment(environment, new Origin(true, "a.com", 443))).isNull();
    assertThat(Proxy.fromEnvironment(environment, new Origin(true, "ba.com", 443))).isNotNull();
    assertThat(Proxy.fromEnvironment(environment, new Origin(false, "c.com", 80))).isNull();
    assertThat(Proxy.fromEnvironment(Map.of("https_proxy", "p", "no_proxy", "*"), aws)).isNull();
    assertThat(
            Proxy.fromEnvironment(
                Map.of("https_proxy", "p:1", "no_proxy", "amazonaws.com:8443"), aws))
        .isEqualTo(new Proxy("p", 1, null, null));
  }

  @Test
  void neverTellsAProxysPassword() {
    Origin origin = new Origin(true, "h", 443);
    IllegalArgumentException e =
        catchThrowableOfType(
            IllegalArgumentException.class,
            () -> Proxy.fromEnvironment(Map.of("https_proxy", "socks5://u:s3cr3t@proxy"), origin));

    assertThat(e).hasMessageContaining("https_proxy").hasMessageNotContaining("s3cr3t");
  }

  static HttpRequest request(String body, Duration timeout) {
    byte[] bytes = body.getBytes(ISO_8859_1);
    byte[] head = head(bytes.length);
    return HttpRequest.of(head, head.length, bytes, 0, bytes.length, timeout);
  }

  private static byte[] head(int bodyLength) {
    return ("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: " + bodyLength + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  static String bodyOf(CompletableFuture<HttpResponse> future) throws Exception {
    try (HttpResponse response = future.get()) {
      return new String(response.array(), 0, response.length(), ISO_8859_1);
    }
  }

  static TransportException failureOf(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof TransportException failure) {
        return failure;
      }
      throw new AssertionError(e);
    }
    throw new AssertionError("The request did not fail");
  }
}
