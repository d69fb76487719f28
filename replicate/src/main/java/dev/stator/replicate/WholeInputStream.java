package dev.stator.replicate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object's bytes, which end where they should or not at all. The JDK's HTTP client takes a
 * connection that breaks off for the end of a body, in spite of its Content-Length; here that is an
 * error. Not for several threads.
 */
final class WholeInputStream extends FilterInputStream {
  private final long length;
  private long read;
  private boolean broken;

  /**
   * @param length how many bytes there are, or -1 if nobody said
   */
  WholeInputStream(InputStream in, long length) {
    super(in);
    this.length = length;
  }

  /** How many bytes there are, or -1 if nobody said. */
  long length() {
    return length;
  }

  /** Whether it is the transfer that failed, rather than what was made of the bytes. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int n;
    try {
      n = in.read(target, offset, count);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
    if (n >= 0) {
      read += n;
    } else if (length >= 0 && read != length) {
      broken = true;
      throw new IOException("the answer ended after " + read + " of " + length + " bytes");
    }
    return n;
  }

  @Override
  public long skip(long count) {
    return 0; // Allowed by the contract; every byte is to be counted.
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
