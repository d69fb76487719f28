package dev.stator.client.internal.http;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The transport on Netty's channels and event loops. Each loop is a {@link Lane} of its own;
 * requests take them in turn.
 */
public final class NettyTransport implements Transport {
  private final EventLoops loops;
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  private NettyTransport(TransportSettings settings, Executor blocking) {
    int count = Math.min(settings.eventLoops(), settings.maxConnections());
    CompletableFuture<@Nullable SslContext> tls =
        settings.route().origin().tls()
            ? Tls.context(settings.caBundle(), blocking)
            : CompletableFuture.completedFuture(null);
    this.loops = EventLoops.start(count, settings.ioUring(), blocking);
    try {
      Connector connector = new Connector(settings, loops.channels(), tls, blocking);
      int connections = settings.maxConnections();
      for (EventExecutor loop : loops.group()) {
        int share = connections / (count - lanes.size());
        connections -= share;
        lanes.add(new Lane((EventLoop) loop, settings, connector, share));
      }
      Lane first = lanes.get(0);
      if (!settings.ioUring()) {
        first.loop.execute(first::rehearse);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens a transport. Makes no connection yet.
   *
   * @param blocking runs what may block for a while: looking up host names
   * @throws IllegalArgumentException if the settings cannot be met, such as an unreadable CA bundle
   */
  public static NettyTransport open(TransportSettings settings, Executor blocking) {
    return new NettyTransport(settings, blocking);
  }

  @Override
  public CompletableFuture<HttpResponse> send(HttpRequest request) {
    Lane lane = nextLane();
    Exchange exchange = new Exchange(request, lane);
    try {
      if (lane.loop.inEventLoop()) {
        exchange.run();
      } else {
        lane.loop.execute(exchange);
      }
    } catch (RejectedExecutionException e) {
      exchange.fail(Lane.closed(false));
    }
    return exchange;
  }

  private Lane nextLane() {
    int count = lanes.size();
    return lanes.get(count == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), count));
  }

  @Override
  public CompletableFuture<Void> delay(Duration delay) {
    Lane lane = nextLane();
    CompletableFuture<Void> elapsed = new CompletableFuture<>();
    try {
      lane.loop.execute(() -> lane.delay(elapsed, delay.toNanos()));
    } catch (RejectedExecutionException e) {
      elapsed.completeExceptionally(Lane.closed(false));
    }
    return elapsed;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean onLoop = false;
    for (Lane lane : lanes) {
      onLoop |= lane.loop.inEventLoop();
      lane.loop.execute(lane::close);
    }
    var ended = loops.group().shutdownGracefully(0, 10, TimeUnit.SECONDS);
    if (!onLoop) {
      ended.awaitUninterruptibly();
    }
  }
}
