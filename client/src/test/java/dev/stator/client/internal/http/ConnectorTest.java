package dev.stator.client.internal.http;

import static dev.stator.client.internal.http.NettyTransportTest.failureOf;
import static dev.stator.client.internal.http.NettyTransportTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.internal.http.TransportException.Kind;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectorTest {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @AfterEach
  void endTheLoop() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void saysThatThereIsNoSocketToBeHad() throws Exception {
    Supplier<SocketChannel> none =
        () -> {
          throw new ChannelException("Too many open files");
        };

    TransportException failure = firstFailure(none, CompletableFuture.completedFuture(null));

    assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
    assertThat(failure.maybeSent()).isFalse();
    assertThat(failure).hasMessage("No connection to https://127.0.0.1:1: Too many open files");
  }

  @Test
  void saysWhyThereIsNoTls() throws Exception {
    TransportException failure =
        firstFailure(
            NioSocketChannel::new,
            CompletableFuture.failedFuture(new IllegalArgumentException("no such algorithm")));

    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure.maybeSent()).isFalse();
    assertThat(failure).hasMessage("No TLS with https://127.0.0.1:1: no such algorithm");
  }

  private TransportException firstFailure(
      Supplier<SocketChannel> channels, CompletableFuture<@Nullable SslContext> tls)
      throws Exception {
    TransportSettings settings =
        TransportSettings.to(new Route(new Origin(true, "127.0.0.1", 1), null));
    Connector connector = new Connector(settings, channels, tls, Runnable::run);
    Lane lane = new Lane((EventLoop) loops.next(), settings, connector, 1);
    lane.loop.submit(lane::rehearse).sync();
    Exchange exchange = new Exchange(request("x", Duration.ofMinutes(1)), lane);
    lane.loop.execute(exchange);
    TransportException failure = failureOf(exchange);
    lane.loop.submit(lane::close).sync();
    return failure;
  }
}
