package dev.stator.testkit;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A blocking socket channel: a page that lies in a direct buffer goes to the kernel without a copy
 * in this process, together with its head in one gathering write.
 */
final class PlainWire implements Wire {
  /**
   * The channel copies heap memory through a direct buffer of the same size, which it caches for
   * each thread; windows keep that cache small.
   */
  private static final int HEAP_WINDOW = 256 * 1024;

  private final SocketChannel channel;

  PlainWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, offset, Math.min(length, HEAP_WINDOW)));
  }

  @Override
  public void write(ByteBuffer... buffers) throws IOException {
    int first = 0;
    while (first < buffers.length) {
      ByteBuffer buffer = buffers[first];
      if (!buffer.hasRemaining()) {
        first++;
      } else if (needsWindow(buffer)) {
        int end = buffer.limit();
        buffer.limit(buffer.position() + HEAP_WINDOW);
        channel.write(buffer);
        buffer.limit(end);
      } else {
        int last = first + 1;
        while (last < buffers.length && !needsWindow(buffers[last])) {
          last++;
        }
        channel.write(buffers, first, last - first);
      }
    }
  }

  private static boolean needsWindow(ByteBuffer buffer) {
    return !buffer.isDirect() && buffer.remaining() > HEAP_WINDOW;
  }

  @Override
  public void reset() throws IOException {
    if (channel.isOpen()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
