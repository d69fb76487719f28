package dev.stator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Accepts connections on 127.0.0.1 and runs each on a daemon thread of its own.
 *
 * <p>Blocking sockets with a thread each, because that is the cheapest way to push a rendered page
 * into a socket and because a fault (wait, drip, never answer) is then simply a thread that waits.
 */
final class LoopbackServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final long CLOSE_MILLIS = 5000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final String name;
  private final boolean tls;
  private final ServerSocketChannel listener;
  private final int port;
  private final Thread acceptor;
  private final Map<Thread, Wire> connections = new ConcurrentHashMap<>();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();
  private final RequestIds requestIds = new RequestIds();
  private volatile boolean closed;

  /**
   * @param port the port, or 0 for any that is free
   * @throws UncheckedIOException if the port cannot be bound
   */
  LoopbackServer(String name, int port, boolean tls, Service service) {
    this.name = name;
    this.tls = tls;
    try {
      listener = ServerSocketChannel.open();
      try {
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
        this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      } catch (IOException e) {
        listener.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot listen on 127.0.0.1:" + port, e);
    }
    acceptor = new Thread(() -> accept(service), name + "-accept");
    acceptor.setDaemon(true);
  }

  /** Begins to accept. Apart from the constructor, so that the service is complete by then. */
  void start() {
    acceptor.start();
  }

  int port() {
    return port;
  }

  URI endpoint() {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
  }

  long connectionsAccepted() {
    return accepted.sum();
  }

  /** The connections open now. */
  int connectionsOpen() {
    return connections.size();
  }

  /** Bytes of responses, heads included, before TLS. */
  long bytesSent() {
    return bytesSent.sum();
  }

  private void accept(Service service) {
    while (!closed) {
      try {
        SocketChannel channel = listener.accept();
        accepted.increment();
        run(channel, service);
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException(name + " can accept no more connections", e);
        }
      }
    }
  }

  private void run(SocketChannel channel, Service service) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Wire wire = tls ? tls(channel.socket()) : new PlainWire(channel);
    Connection connection = new Connection(wire, service, bytesSent, requestIds);
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.run();
              } finally {
                connections.remove(Thread.currentThread());
              }
            },
            name + "-" + accepted.sum());
    thread.setDaemon(true);
    connections.put(thread, wire);
    thread.start();
    if (closed) {
      end(thread, wire);
    }
  }

  private static Wire tls(Socket raw) throws IOException {
    SSLSocketFactory factory = LoopbackCertificate.serverContext().getSocketFactory();
    return new TlsWire(raw, (SSLSocket) factory.createSocket(raw, null, true));
  }

  /** Ends every connection at once and releases the port. Idempotent. */
  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be closed", e);
    } finally {
      connections.forEach(LoopbackServer::end);
    }
    awaitAcceptor();
  }

  /** The kernel listens until the accept that is under way has returned. */
  private void awaitAcceptor() {
    try {
      acceptor.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The thread may sleep, wait, read or write: the interrupt ends each of them. A wire that refuses
   * to be reset was closed in this moment by its own thread, which is what was wanted.
   */
  @SuppressWarnings("EmptyCatch")
  private static void end(Thread thread, Wire wire) {
    try {
      wire.reset();
    } catch (IOException e) {
      // See above.
    } finally {
      thread.interrupt();
    }
  }
}
