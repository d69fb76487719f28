package dev.stator.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;

/** TLS over an accepted socket. The handshake takes place with the first read. */
final class TlsWire implements Wire {
  private final Socket raw;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] window = new byte[64 * 1024];

  TlsWire(Socket raw, SSLSocket socket) throws IOException {
    this.raw = raw;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return in.read(into, offset, length);
  }

  /** The head and the start of the body share a record, as far as they fit into the window. */
  @Override
  public void write(ByteBuffer... buffers) throws IOException {
    int used = 0;
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        int n = Math.min(buffer.remaining(), window.length - used);
        buffer.get(window, used, n);
        used += n;
        if (used == window.length) {
          out.write(window, 0, used);
          used = 0;
        }
      }
    }
    out.write(window, 0, used);
    out.flush();
  }

  @Override
  public void reset() throws IOException {
    if (!raw.isClosed()) {
      raw.setSoLinger(true, 0);
      raw.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
