package dev.stator.client.internal.http;

import dev.stator.client.internal.http.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the exchange it carries, if any: at most one at a time, since a response that
 * comes out of order, or not at all, must not hold up another. Confined to its lane's event loop.
 */
final class Connection implements ChannelInboundHandler {
  private static final int PIECE = 128 * 1024;

  private enum State {
    CONNECTING,
    IDLE,
    BUSY,
    CLOSED
  }

  private final Lane lane;
  private final ResponseParser parser;
  private State state = State.CONNECTING;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Exchange exchange;
  private boolean served;
  private int bodyWritten;
  private long lastProgress;

  /** This connection's place in its lane's list, or -1. */
  int place = -1;

  Connection(Lane lane, ResponseParser parser, Exchange first) {
    this.lane = lane;
    this.parser = parser;
    this.exchange = first;
  }

  /** Sends a request on a connection that is ready and idle. */
  void carry(Exchange next) {
    exchange = next;
    state = State.BUSY;
    bodyWritten = 0;
    lastProgress = System.nanoTime();
    parser.begin(next.request.bodiless);
    HttpRequest request = next.request;
    int piece = request.memory == null ? Math.min(request.bodyLength, PIECE) : 0;
    ByteBuf bytes = lane.writing.take(request.headLength + piece);
    bytes.writeBytes(request.head, 0, request.headLength);
    bytes.writeBytes(request.body, request.bodyOffset, piece);
    write(bytes, piece);
    writeRest();
  }

  private void writeRest() {
    while (exchange != null && context().channel().isWritable()) {
      HttpRequest request = exchange.request;
      int piece = Math.min(request.bodyLength - bodyWritten, PIECE);
      if (piece == 0) {
        return;
      }
      write(piece(request, piece), piece);
    }
  }

  private ByteBuf piece(HttpRequest request, int length) {
    ByteBuffer memory = request.memory;
    return memory == null
        ? lane.writing
            .take(length)
            .writeBytes(request.body, request.bodyOffset + bodyWritten, length)
        : Unpooled.wrappedBuffer(memory.slice(memory.position() + bodyWritten, length));
  }

  private void write(ByteBuf bytes, int ofBody) {
    bodyWritten += ofBody;
    var unused = context().writeAndFlush(bytes, context().voidPromise());
  }

  /** Ends what has taken too long by now. */
  void check(long now) {
    Exchange current = exchange;
    if (state == State.IDLE) {
      if (now - lastProgress > lane.settings.idleNanos()) {
        drop();
      }
    } else if (current != null && (current.isDone() || now - current.deadline >= 0)) {
      if (state == State.CONNECTING) {
        // Someone else can use the connection once it is there.
        exchange = null;
        current.fail(Kind.TIMEOUT, false, "Not connected to " + lane.settings.route() + " in time");
      } else {
        fail(Kind.TIMEOUT, "The attempt took too long: given up " + parser.progress(), null);
      }
    } else if (state == State.BUSY && now - lastProgress > lane.settings.readNanos()) {
      fail(
          Kind.TIMEOUT,
          "Nothing was received for "
              + lane.settings.readTimeout().toMillis()
              + " ms: given up "
              + parser.progress(),
          null);
    }
  }

  void unconnected(Throwable cause) {
    fail(Kind.CONNECT, "", cause);
  }

  void unencrypted(Throwable cause) {
    fail(Kind.TLS, "", cause);
  }

  void unresolved(Exception cause) {
    fail(
        Kind.UNKNOWN_HOST,
        "The host \"" + lane.settings.route().hostToConnect() + "\" is not known",
        cause);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {}

  @Override
  public void channelRegistered(ChannelHandlerContext registered) {}

  @Override
  public void channelUnregistered(ChannelHandlerContext unregistered) {}

  @Override
  public void channelActive(ChannelHandlerContext active) {
    if (!lane.settings.route().origin().tls()) {
      ready();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        ready();
      } else {
        exceptionCaught(ignored, handshake.cause());
      }
    }
  }

  private void ready() {
    if (state != State.CONNECTING) {
      return;
    }
    Exchange first = exchange;
    if (first != null && !first.isDone()) {
      carry(first);
    } else {
      becomeIdle();
      lane.free(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (state == State.BUSY) {
        lastProgress = System.nanoTime();
        if (parser.consume(bytes)) {
          finish(bytes.isReadable());
        }
      } else {
        // A server that speaks without being asked is about to close, and says why.
        drop();
      }
    } catch (TransportException malformed) {
      fail(malformed);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext read) {}

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    if (state == State.BUSY && parser.end()) {
      finish(true);
    } else {
      fail(Kind.DISCONNECTED, "The connection was closed " + parser.progress(), null);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (state == State.BUSY) {
      lastProgress = System.nanoTime();
      writeRest();
    }
  }

  @Override
  @SuppressWarnings("deprecation") // For outbound handlers.
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    if (state != State.CONNECTING) {
      fail(Kind.DISCONNECTED, "The connection broke " + parser.progress(), cause);
      return;
    }
    // A handshake that ends because the connection does has failed for the network's reasons.
    boolean alive = from.channel().isActive();
    SSLException refused = find(SSLException.class, cause);
    ProxyConnectException proxy = find(ProxyConnectException.class, cause);
    if (proxy != null) {
      fail(Kind.CONNECT, "", proxy);
    } else if (alive && refused != null && !(refused instanceof SslHandshakeTimeoutException)) {
      fail(Kind.TLS, "", refused);
    } else {
      fail(Kind.CONNECT, "", cause);
    }
  }

  private static <T> @Nullable T find(Class<T> type, Throwable cause) {
    Throwable at = cause;
    while (at != null && !type.isInstance(at)) {
      at = at.getCause();
    }
    return at == null ? null : type.cast(at);
  }

  private void finish(boolean tainted) {
    Exchange done = exchange;
    HttpResponse response = parser.take();
    exchange = null;
    served = true;
    boolean sentWhole = done != null && bodyWritten == done.request.bodyLength;
    if (parser.reusable() && !tainted && sentWhole) {
      becomeIdle();
      lane.free(this);
    } else {
      drop();
    }
    if (done != null) {
      done.succeed(response);
    } else {
      response.close();
    }
    lane.served(context().channel());
  }

  private void becomeIdle() {
    state = State.IDLE;
    lastProgress = System.nanoTime();
  }

  private void fail(Kind kind, String message, @Nullable Throwable cause) {
    String text = message;
    if (text.isEmpty()) {
      text = (kind == Kind.TLS ? "No TLS with " : "No connection to ") + lane.settings.route();
    }
    fail(new TransportException(kind, true, describe(text, cause), cause));
  }

  private static String describe(String what, @Nullable Throwable cause) {
    // BoringSSL says only at the bottom what a certificate's fault is; others say it at the top
    // too.
    Throwable said = cause;
    while (said instanceof SSLException && said.getCause() != null) {
      said = said.getCause();
    }
    return said == null || said.getMessage() == null ? what : what + ": " + said.getMessage();
  }

  /** Leaves the lane and fails the exchange under way, if any. */
  void fail(TransportException cause) {
    Exchange failed = exchange;
    boolean sent = state == State.BUSY;
    boolean stale = sent && served && !parser.started() && cause.kind() == Kind.DISCONNECTED;
    exchange = null;
    drop();
    if (failed == null) {
      return;
    }
    if (stale && failed.request.replayable && !failed.replayed) {
      failed.replayed = true;
      lane.admit(failed);
    } else {
      failed.fail(cause.sent(sent));
    }
  }

  /** Leaves the lane for good. */
  void drop() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    parser.abandon();
    lane.remove(this);
    if (context != null) {
      var unused = context.channel().close();
    }
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("The connection has no channel");
    }
    return context;
  }
}
