package dev.stator.replicate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An HTTP proxy on 127.0.0.1 that forwards plain requests to one server, whatever host they name.
 * Asked for a tunnel, it refuses.
 */
final class ForwardingProxy implements AutoCloseable {
  private static final int LARGE = 1_000_000;

  private final ServerSocket server;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicBoolean damage = new AtomicBoolean();

  /** A proxy before the server on this port of 127.0.0.1. */
  ForwardingProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The first lines of the requests so far. */
  List<String> requests() {
    return requests;
  }

  /** Flips one bit in the body of the next large request. */
  void damageNextBody() {
    damage.set(true);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        sockets.add(client);
        start(() -> forward(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void forward(Socket client) {
    try (client;
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
      sockets.add(far);
      start(() -> transfer(far, client));
      while (request(client.getInputStream(), far.getOutputStream(), client)) {}
    } catch (IOException ended) {
      // So does the connection.
    }
  }

  private boolean request(InputStream in, OutputStream out, Socket client) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      bytes.write(b);
    }
    String head = bytes.toString(ISO_8859_1);
    String first = head.substring(0, head.indexOf('\r'));
    requests.add(first);
    if (first.startsWith("CONNECT ")) {
      client
          .getOutputStream()
          .write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
      return false;
    }
    out.write(head.replaceFirst(" http://[^/ ]+", " ").getBytes(ISO_8859_1));
    byte[] body = in.readNBytes(contentLength(head));
    if (body.length > LARGE && damage.compareAndSet(true, false)) {
      body[body.length / 2] ^= 4;
    }
    out.write(body);
    out.flush();
    return true;
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private static void transfer(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // The other direction finds out, too.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "forwarding-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
