package dev.stator.client.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server on 127.0.0.1 that does with each connection exactly what a test says, wrong or right,
 * one thread a connection.
 */
public final class SocketServer implements AutoCloseable {
  /** What happens on one connection, the first of which has the number 1. */
  public interface Conversation {
    void hold(Peer peer, int number) throws Exception;
  }

  private final ServerSocket server;
  private final Conversation conversation;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  public SocketServer(Conversation conversation) {
    this(ServerSocketFactory.getDefault(), conversation);
  }

  public SocketServer(ServerSocketFactory factory, Conversation conversation) {
    this.conversation = conversation;
    try {
      this.server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The connections that were made so far. */
  public int connections() {
    return sockets.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        int number = sockets.size();
        start(() -> serve(socket, number));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      conversation.hold(new Peer(socket), number);
    } catch (Exception gone) {
      // The client went away, which is its right; what it saw is what the test looks at.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "socket-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** The server's end of one connection. */
  public static final class Peer {
    final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /** Reads one request; null when the client closed the connection instead. */
    public @Nullable Request read() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          return null;
        }
        head.write(b);
      }
      String text = head.toString(ISO_8859_1);
      int length = 0;
      for (String line : text.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).trim());
        }
      }
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
      return new Request(text, body);
    }

    public void write(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    }

    public void answer(String body) throws IOException {
      write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Answers each request with its own body until the client closes. */
    public void echo() throws IOException {
      for (Request request = read(); request != null; request = read()) {
        answer(new String(request.body, ISO_8859_1));
      }
    }

    /** Waits until the client closes the connection. */
    public void awaitClose() throws IOException {
      while (in.read() >= 0) {}
    }

    /** Closes with a reset instead of an orderly end. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Joins this connection to another server's, both ways, until one ends. */
    public void tunnel(int port) throws IOException {
      try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
        OutputStream farOut = far.getOutputStream();
        start(
            () -> {
              try {
                in.transferTo(farOut);
                far.shutdownOutput();
              } catch (IOException ended) {
                // So does the tunnel.
              }
            });
        far.getInputStream().transferTo(out);
      }
    }
  }

  /** A request as it came in. */
  public static final class Request {
    public final String head;
    public final byte[] body;

    Request(String head, byte[] body) {
      this.head = head;
      this.body = body;
    }
  }
}
