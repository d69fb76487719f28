package dev.stator.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one accepted connection, in and out. One thread reads and writes; any thread may
 * close or reset.
 */
sealed interface Wire extends Closeable permits PlainWire, TlsWire {
  /** Reads at least one byte; -1 when the peer has closed its side. */
  int read(byte[] into, int offset, int length) throws IOException;

  /** Writes all that remains in the buffers. */
  void write(ByteBuffer... buffers) throws IOException;

  /** Closes so that the peer sees a reset (RST) instead of an orderly end. */
  void reset() throws IOException;
}
