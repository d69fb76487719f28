package dev.stator.item.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes that is filled, handed on and cleared for the next use. Not for several
 * threads.
 */
public final class Utf8Buffer {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  /** The longest slice that {@link #copy} copies without a call. */
  static final int SHORT = 16;

  private byte[] bytes;
  private int length;

  /** An empty buffer with room for {@code capacity} bytes. */
  public Utf8Buffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** The array that holds the content; another one once the buffer has grown. */
  public byte[] array() {
    return bytes;
  }

  /** How many bytes of {@link #array()} are content. */
  public int length() {
    return length;
  }

  /** Forgets the content and keeps the memory. */
  public void clear() {
    length = 0;
  }

  /** Drops content past {@code newLength}. */
  public void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IndexOutOfBoundsException(newLength + " of " + length);
    }
    length = newLength;
  }

  /** A copy of the content. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends one byte. */
  public void append(byte b) {
    ensure(1);
    bytes[length++] = b;
  }

  /** Appends a slice. */
  public void append(byte[] source, int offset, int count) {
    ensure((long) count + SHORT);
    copy(source, offset, bytes, length, count);
    length += count;
  }

  /**
   * Copies a slice; a short one, as most names and values are, as two words and without a call.
   * They may reach past what is copied: there must be room for {@link #SHORT} bytes more.
   */
  static void copy(byte[] source, int from, byte[] target, int to, int count) {
    if (count <= SHORT && from <= source.length - SHORT) {
      JsonText.LONGS.set(target, to, (long) JsonText.LONGS.get(source, from));
      JsonText.LONGS.set(target, to + 8, (long) JsonText.LONGS.get(source, from + 8));
    } else {
      System.arraycopy(source, from, target, to, count);
    }
  }

  /** Makes room for {@code count} more bytes. */
  void ensure(long count) {
    if (count > bytes.length - length) {
      grow(count);
    }
  }

  /** Says that {@code count} bytes were written into the array, behind the content. */
  void advance(int count) {
    length += count;
  }

  private void grow(long count) {
    long needed = length + count;
    if (needed > MAX_LENGTH) {
      throw new OutOfMemoryError("a buffer of " + needed + " bytes is more than an array can hold");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(needed, bytes.length * 2L)));
  }

  /** The content as text. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
