package dev.stator.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * One accepted connection on its own thread: reads request after request, hands each to the service
 * and writes what the service decides, whole or broken.
 */
final class Connection implements Runnable {
  private final Wire wire;
  private final Service service;
  private final LongAdder bytesSent;
  private final RequestIds requestIds;
  private final RequestReader reader;
  private final RequestHead head = new RequestHead();
  private final StringBuilder lines = new StringBuilder(512);
  private byte[] bodyBytes = new byte[1024];
  private RequestBody body;
  private boolean open = true;

  Connection(Wire wire, Service service, LongAdder bytesSent, RequestIds requestIds)
      throws MalformedRequestException {
    this.wire = wire;
    this.service = service;
    this.bytesSent = bytesSent;
    this.requestIds = requestIds;
    this.reader = new RequestReader(wire);
    this.body = new RequestBody(wire, reader, head);
  }

  /**
   * An {@link IOException} means that the client went away or that the fake is closing: there is
   * nobody to tell, and what the client saw is its test's to judge.
   */
  @Override
  @SuppressWarnings("EmptyCatch")
  public void run() {
    try (wire) {
      serve();
    } catch (IOException e) {
      // See above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() throws IOException, InterruptedException {
    Fault fault = service.onConnect();
    if (fault != NoFault.NONE) {
      fault.send(this, Response.empty(503, ""));
    }
    try {
      while (open && reader.readHead(head)) {
        body = new RequestBody(wire, reader, head);
        service.serve(this);
      }
    } catch (MalformedRequestException e) {
      open = false;
      send(service.malformed(e));
    }
  }

  RequestHead head() {
    return head;
  }

  RequestBody body() {
    return body;
  }

  /**
   * The body in an array that is used again for the connection's next request, and that may be
   * longer than the body.
   */
  byte[] readBody(int most) throws IOException {
    if (body.length() > most) {
      throw new MalformedRequestException("a body of " + body.length() + " bytes");
    }
    int length = (int) body.length();
    if (bodyBytes.length < length) {
      bodyBytes = new byte[Math.max(length, 2 * bodyBytes.length)];
    }
    if (body.readNBytes(bodyBytes, 0, length) != length) {
      throw new MalformedRequestException("a body is shorter than its Content-Length");
    }
    return bodyBytes;
  }

  /** Sends the response whole. */
  void send(Response response) throws IOException {
    beginAnswer();
    List<ByteBuffer> parts = response.body();
    ByteBuffer[] buffers = new ByteBuffer[parts.size() + 1];
    buffers[0] = headOf(response);
    for (int i = 0; i < parts.size(); i++) {
      buffers[i + 1] = parts.get(i).duplicate();
    }
    write(buffers);
  }

  /** Sends the head and the first bytes of the body. The connection stays as it is. */
  void sendPart(Response response, long bodyBytes) throws IOException {
    beginAnswer();
    write(headOf(response));
    write(response.firstBytes(bodyBytes).toArray(ByteBuffer[]::new));
  }

  /** Sends the body a few bytes at a time. */
  void drip(Response response, int bytes, Duration pause) throws IOException, InterruptedException {
    beginAnswer();
    write(headOf(response));
    for (ByteBuffer part : response.body()) {
      ByteBuffer rest = part.duplicate();
      int end = rest.limit();
      while (rest.position() < end) {
        Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        rest.limit(Math.min(end, rest.position() + bytes));
        write(rest);
      }
    }
  }

  /** Ends the connection in good order, after what was sent so far. */
  void hangUp() throws IOException {
    open = false;
    wire.close();
  }

  /** Ends the connection with a reset. */
  void reset() throws IOException {
    open = false;
    wire.reset();
  }

  /** Reads and forgets until the client gives up. */
  void neverAnswer() throws IOException {
    open = false;
    byte[] ignored = new byte[8192];
    int n;
    do {
      n = reader.read(ignored, 0, ignored.length);
    } while (n >= 0);
  }

  /** Lets the client fill the socket's buffers until the fake is closed. */
  void neverRead() throws InterruptedException {
    open = false;
    synchronized (this) {
      while (!Thread.currentThread().isInterrupted()) {
        wait();
      }
    }
  }

  /** A body that nobody read is read now; if the client waits to be invited, it is not. */
  private void beginAnswer() throws IOException {
    if (head.has("connection", "close")) {
      open = false;
    }
    if (body.clientWaits()) {
      open = false;
      return;
    }
    byte[] ignored = body.isConsumed() ? new byte[0] : new byte[64 * 1024];
    while (!body.isConsumed()) {
      body.read(ignored, 0, ignored.length);
    }
  }

  private ByteBuffer headOf(Response response) {
    lines.setLength(0);
    lines.append("HTTP/1.1 ").append(response.status()).append(' ');
    lines.append(StatusText.of(response.status())).append("\r\n");
    lines.append("Server: Server\r\n");
    if (!response.headers().startsWith("Date: ")) {
      lines.append("Date: ").append(HttpDate.now()).append("\r\n");
    }
    lines.append(response.headers());
    lines.append(service.requestIdHeader()).append(": ");
    requestIds.appendNext(lines);
    lines.append("\r\n");
    if (response.crc32() != Response.NO_CRC) {
      lines.append("x-amz-crc32: ").append(response.crc32()).append("\r\n");
    }
    if (response.status() != 204 && response.status() != 304) {
      lines.append("Content-Length: ").append(response.length()).append("\r\n");
    }
    lines.append(open ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void write(ByteBuffer... buffers) throws IOException {
    long bytes = 0;
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    wire.write(buffers);
    bytesSent.add(bytes);
  }
}
