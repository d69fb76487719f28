package dev.stator.client.internal.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Opens connections the way the settings say: resolved, through the proxy, encrypted. */
final class Connector {
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 * 1024, 512 * 1024);

  private final TransportSettings settings;
  private final Class<? extends SocketChannel> channelType;
  private final @Nullable SslContext tls;
  private final Executor blocking;
  private final BodyPool pool = new BodyPool();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param blocking runs what may block: the JDK's look-up of host names
   */
  Connector(
      TransportSettings settings, Class<? extends SocketChannel> channelType, Executor blocking) {
    this.settings = settings;
    this.channelType = channelType;
    this.blocking = blocking;
    this.tls = settings.route().origin().tls() ? Tls.context(settings.caBundle()) : null;
  }

  ResponseParser newParser() {
    return new ResponseParser(pool, settings.bodyLimit());
  }

  /** Starts to connect; the connection is told on its event loop how that ends. */
  void connect(Lane lane, Connection connection) {
    String host = settings.route().hostToConnect();
    try {
      if (isAddress(host)) {
        open(lane, connection, InetAddress.getByName(host));
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
      InetAddress chosen = addresses[Math.floorMod(turn.getAndIncrement(), addresses.length)];
      lane.loop.execute(() -> open(lane, connection, chosen));
    } catch (IOException unknown) {
      lane.loop.execute(() -> connection.unresolved(unknown));
    }
  }

  private void open(Lane lane, Connection connection, InetAddress address) {
    Route route = settings.route();
    InetSocketAddress hop = new InetSocketAddress(address, route.portToConnect());
    Origin origin = route.origin();
    ChannelFuture connecting =
        bootstrap(lane, hop, connection)
            .connect(
                route.tunnels()
                    ? InetSocketAddress.createUnresolved(origin.host(), origin.port())
                    : hop);
    connecting.addListener((ChannelFutureListener) connection::connected);
  }

  /**
   * Makes a channel and closes it: what a first connection needs is then loaded and linked, while
   * the caller is still busy with the first request.
   */
  void rehearse(Lane lane) {
    Route route = settings.route();
    InetSocketAddress hop =
        InetSocketAddress.createUnresolved(route.hostToConnect(), route.portToConnect());
    ChannelFuture registered = bootstrap(lane, hop, new ChannelInboundHandlerAdapter()).register();
    registered.addListener(ChannelFutureListener.CLOSE);
  }

  private Bootstrap bootstrap(Lane lane, InetSocketAddress hop, ChannelHandler last) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(lane.loop)
            .channel(channelType)
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.ALLOCATOR, allocator())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    prepare(channel, hop, last);
                  }
                });
    if (!settings.ioUring()) {
      bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, lane.reading);
    }
    return bootstrap;
  }

  /** Where buffers come from that are not the lane's: those of TLS, which are many. */
  private ByteBufAllocator allocator() {
    return tls != null ? PooledByteBufAllocator.DEFAULT : UnpooledByteBufAllocator.DEFAULT;
  }

  private void prepare(Channel channel, InetSocketAddress hop, ChannelHandler last) {
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
    if (tls != null) {
      Origin origin = route.origin();
      SslHandler encryption = tls.newHandler(channel.alloc(), origin.host(), origin.port());
      encryption.setHandshakeTimeoutMillis(settings.connectMillis());
      channel.pipeline().addLast(encryption);
    }
    channel.pipeline().addLast(last);
  }
}
