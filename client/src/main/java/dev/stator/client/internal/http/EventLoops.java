package dev.stator.client.internal.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Threads that do the I/O, and the kind of channel that belongs to them. The JDK's NIO is always
 * there; epoll is taken where its jars are present; io_uring must be asked for, because containers
 * often forbid it.
 */
record EventLoops(MultiThreadIoEventLoopGroup group, Supplier<SocketChannel> channels) {
  /**
   * @param beside what of a first connection would be waited for is loaded here meanwhile
   */
  static EventLoops start(int threads, boolean ioUring, Executor beside) {
    if (ioUring) {
      if (!isPresent("io.netty.channel.uring.IoUring")) {
        throw new IllegalArgumentException(
            "io_uring was asked for, but netty-transport-native-io_uring is not on the class path");
      }
      return IoUringLoops.start(threads);
    }
    if (isPresent("io.netty.channel.epoll.Epoll") && mayHaveEpoll() && EpollLoops.isAvailable()) {
      return EpollLoops.start(threads);
    }
    beside.execute(() -> new NioSocketChannel().unsafe().closeForcibly());
    return of(threads, NioIoHandler.newFactory(), NioSocketChannel::new);
  }

  private static EventLoops of(int threads, IoHandlerFactory io, Supplier<SocketChannel> channels) {
    DefaultThreadFactory names = new DefaultThreadFactory("stator-io", true);
    return new EventLoops(new MultiThreadIoEventLoopGroup(threads, names, io), channels);
  }

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, EventLoops.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** Whether the native half is there as well: to find out by loading it takes long when not. */
  private static boolean mayHaveEpoll() {
    String arch = System.getProperty("os.arch", "");
    String library =
        switch (arch) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "aarch_64";
          default -> arch;
        };
    String name = "META-INF/native/libnetty_transport_native_epoll_" + library + ".so";
    return EventLoops.class.getClassLoader().getResource(name) != null;
  }

  /** Loaded only where the optional jar is present. */
  private static final class EpollLoops {
    static boolean isAvailable() {
      return Epoll.isAvailable();
    }

    static EventLoops start(int threads) {
      return of(threads, EpollIoHandler.newFactory(), EpollSocketChannel::new);
    }
  }

  /** Loaded only where the optional jar is present. */
  private static final class IoUringLoops {
    static EventLoops start(int threads) {
      if (!IoUring.isAvailable()) {
        throw new IllegalArgumentException(
            "io_uring was asked for, but does not work here: "
                + IoUring.unavailabilityCause().getMessage());
      }
      return of(threads, IoUringIoHandler.newFactory(), IoUringSocketChannel::new);
    }
  }
}
