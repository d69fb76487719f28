package dev.stator.client.internal.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens connections the way the settings say: resolved, through the proxy, encrypted. */
final class Connector {
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 * 1024, 512 * 1024);

  private final TransportSettings settings;
  private final Supplier<SocketChannel> channels;
  private final CompletableFuture<@Nullable SslContext> tls;
  private final Executor blocking;
  private final BodyPool pool = new BodyPool();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicBoolean pooling = new AtomicBoolean();

  /** Where buffers come from that are not the lane's. */
  private volatile ByteBufAllocator buffers = UnpooledByteBufAllocator.DEFAULT;

  /**
   * @param tls what connections are encrypted by, or null
   * @param blocking runs what may block: the JDK's look-up of host names
   */
  Connector(
      TransportSettings settings,
      Supplier<SocketChannel> channels,
      CompletableFuture<@Nullable SslContext> tls,
      Executor blocking) {
    this.settings = settings;
    this.channels = channels;
    this.tls = tls;
    this.blocking = blocking;
  }

  ResponseParser newParser() {
    return new ResponseParser(pool, settings.bodyLimit());
  }

  /** Starts to connect; the connection is told on its event loop how that ends. */
  void connect(Lane lane, Connection connection) {
    String host = settings.route().hostToConnect();
    try {
      if (isAddress(host)) {
        openWhenReady(lane, connection, InetAddress.getByName(host));
      } else {
        blocking.execute(() -> resolve(lane, connection, host));
      }
    } catch (IOException | RejectedExecutionException e) {
      connection.unresolved(e);
    }
  }

  /** Whether it is an address rather than a name, which may have to be asked for. */
  private static boolean isAddress(String host) {
    int dots = 0;
    boolean digits = true;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      dots += c == '.' ? 1 : 0;
      digits &= (c >= '0' && c <= '9') || c == '.';
    }
    return (digits && dots == 3) || host.indexOf(':') >= 0;
  }

  private void resolve(Lane lane, Connection connection, String host) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host);
      // Connections spread over a service's addresses, and a dead one is not tried twice in a row.
      int next = Math.floorMod(turn.getAndIncrement(), addresses.length);
      openWhenReady(lane, connection, addresses[next]);
    } catch (IOException unknown) {
      lane.loop.execute(() -> connection.unresolved(unknown));
    }
  }

  private void openWhenReady(Lane lane, Connection connection, InetAddress address) {
    var unused =
        tls.whenCompleteAsync(
            (encryption, failure) -> {
              if (failure == null) {
                open(lane, connection, address, encryption);
              } else {
                connection.unencrypted(failure);
              }
            },
            lane.loop);
  }

  private void open(
      Lane lane, Connection connection, InetAddress address, @Nullable SslContext encryption) {
    Route route = settings.route();
    Origin origin = route.origin();
    InetSocketAddress hop = new InetSocketAddress(address, route.portToConnect());
    InetSocketAddress target =
        route.tunnels() ? InetSocketAddress.createUnresolved(origin.host(), origin.port()) : hop;
    try {
      SocketChannel channel = newChannel(lane);
      addHandlers(channel, hop, encryption, connection);
      whenDone(
          lane.loop.register(channel),
          connection,
          () -> whenDone(channel.connect(target), connection, () -> {}));
    } catch (ChannelException noSocket) {
      connection.unconnected(noSocket);
    }
  }

  private static void whenDone(ChannelFuture step, Connection connection, Runnable next) {
    step.addListener(
        done -> {
          if (done.isSuccess()) {
            next.run();
          } else {
            connection.unconnected(done.cause());
          }
        });
  }

  /**
   * Makes a channel and closes it: what a first connection needs is then loaded and linked, while
   * the caller is still busy with the first request.
   */
  void rehearse(Lane lane) {
    try {
      lane.loop.register(newChannel(lane)).addListener(ChannelFutureListener.CLOSE);
    } catch (ChannelException noSocket) {
      // A first request will have none either, and say so.
    }
  }

  private SocketChannel newChannel(Lane lane) {
    SocketChannel channel = channels.get();
    SocketChannelConfig config = channel.config();
    config
        .setTcpNoDelay(true)
        .setKeepAlive(true)
        .setAllocator(buffers)
        .setWriteBufferWaterMark(WATER_MARK)
        .setConnectTimeoutMillis(settings.connectMillis());
    if (!settings.ioUring()) {
      config.setRecvByteBufAllocator(lane.reading);
    }
    return channel;
  }

  /**
   * Takes note that a channel has served a request. Only then are TLS's buffers, which are many,
   * taken from Netty's pool: to set that up takes as long as a handshake.
   */
  void served(Channel channel) {
    if (!settings.route().origin().tls()) {
      return;
    }
    if (!pooling.getAndSet(true)) {
      try {
        blocking.execute(
            () -> {
              PooledByteBufAllocator.DEFAULT.directBuffer().release();
              buffers = PooledByteBufAllocator.DEFAULT;
            });
      } catch (RejectedExecutionException closed) {
        // There will be no other request.
      }
    }
    channel.config().setAllocator(buffers);
  }

  private void addHandlers(
      SocketChannel channel,
      InetSocketAddress hop,
      @Nullable SslContext encryption,
      Connection last) {
    Route route = settings.route();
    Proxy proxy = route.proxy();
    if (proxy != null && route.tunnels()) {
      HttpProxyHandler tunnel =
          proxy.user() == null || proxy.password() == null
              ? new HttpProxyHandler(hop)
              : new HttpProxyHandler(hop, proxy.user(), proxy.password());
      tunnel.setConnectTimeoutMillis(settings.connectMillis());
      channel.pipeline().addLast(tunnel);
    }
    if (encryption != null) {
      Origin origin = route.origin();
      SslHandler handler = encryption.newHandler(channel.alloc(), origin.host(), origin.port());
      handler.setHandshakeTimeoutMillis(settings.connectMillis());
      channel.pipeline().addLast(handler);
    }
    channel.pipeline().addLast(last);
  }
}
