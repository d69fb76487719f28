package dev.stator.client.internal.http;

import dev.stator.client.internal.http.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What a blocking view could have instead of event loops, in its best case, to be measured: the
 * caller's own thread writes the request to a socket and waits there for the answer. The same heads
 * and the same parser; but no TLS, no proxy, no limit of connections, and no time limit.
 */
public final class SocketTransport implements Transport {
  private final TransportSettings settings;
  private final BodyPool bodies = new BodyPool();
  private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();

  private SocketTransport(TransportSettings settings) {
    this.settings = settings;
  }

  /** Opens a transport; the executor is not needed. */
  public static Transport open(TransportSettings settings, Executor ignored) {
    return new SocketTransport(settings);
  }

  @Override
  public CompletableFuture<HttpResponse> send(HttpRequest request) {
    Line line = idle.pollLast();
    try {
      line = line != null ? line : connect();
      HttpResponse response = line.exchange(request);
      idle.addLast(line);
      return CompletableFuture.completedFuture(response);
    } catch (TransportException e) {
      return CompletableFuture.failedFuture(e);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new TransportException(Kind.DISCONNECTED, true, String.valueOf(e.getMessage()), e));
    }
  }

  private Line connect() throws IOException {
    Route route = settings.route();
    Socket socket = new Socket(route.hostToConnect(), route.portToConnect());
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Line(socket, new ResponseParser(bodies, settings.bodyLimit()));
  }

  @Override
  public CompletableFuture<Void> delay(Duration delay) {
    Executor later =
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
    return CompletableFuture.runAsync(() -> {}, later);
  }

  @Override
  public void close() {
    for (Line line = idle.pollLast(); line != null; line = idle.pollLast()) {
      line.close();
    }
  }

  /** A connection, used by one thread at a time. */
  private static final class Line {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final ResponseParser parser;
    private final byte[] buffer = new byte[64 * 1024];
    private final ByteBuf view = Unpooled.wrappedBuffer(buffer);

    Line(Socket socket, ResponseParser parser) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
      this.in = socket.getInputStream();
      this.parser = parser;
    }

    HttpResponse exchange(HttpRequest request) throws IOException, TransportException {
      send(request);
      parser.begin(request.bodiless);
      while (true) {
        int count = in.read(buffer);
        if (count < 0) {
          throw new IOException("The connection was closed " + parser.progress());
        }
        view.setIndex(0, count);
        if (parser.consume(view)) {
          return parser.take();
        }
      }
    }

    private void send(HttpRequest request) throws IOException {
      int head = request.headLength;
      int body = Math.min(request.bodyLength, buffer.length - head);
      System.arraycopy(request.head, 0, buffer, 0, head);
      System.arraycopy(request.body, request.bodyOffset, buffer, head, body);
      out.write(buffer, 0, head + body);
      out.write(request.body, request.bodyOffset + body, request.bodyLength - body);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
