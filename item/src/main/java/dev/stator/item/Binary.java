package dev.stator.item;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Immutable bytes: the content of a DynamoDB binary value.
 *
 * <p>Bytes are copied in and copied out, so no caller can change a value that another one holds.
 * Two binaries are equal when their bytes are.
 */
public final class Binary {
  private final byte[] bytes;

  private Binary(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}. */
  public static Binary of(byte[] bytes) {
    return new Binary(bytes.clone());
  }

  /** Copies the buffer's remaining bytes and leaves its position where it was. */
  public static Binary of(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return new Binary(copy);
  }

  /**
   * Decodes standard base64 with padding.
   *
   * @throws IllegalArgumentException if {@code text} is not base64, or not the one base64 text of
   *     its bytes: padding is missing, or bits behind the end are set
   */
  public static Binary ofBase64(String text) {
    Binary binary;
    try {
      binary = new Binary(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("binary is not base64: " + e.getMessage(), e);
    }
    if (!binary.toBase64().equals(text)) {
      throw new IllegalArgumentException(
          "binary is not base64: its padding is missing or bits behind its end are set");
    }
    return binary;
  }

  /** The number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** A read-only view of the bytes: nothing is copied. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The bytes as base64 with padding, as they travel in DynamoDB JSON. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The same as ASCII bytes. */
  public byte[] toBase64Bytes() {
    return Base64.getEncoder().encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes as base64; long ones are cut, with their length. */
  @Override
  public String toString() {
    return bytes.length <= 48
        ? toBase64()
        : Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 36))
            + "... ("
            + bytes.length
            + " bytes)";
  }
}
