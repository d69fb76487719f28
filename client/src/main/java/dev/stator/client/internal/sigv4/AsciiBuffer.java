package dev.stator.client.internal.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that grow at their end; text goes in as UTF-8, cheaply where it is ASCII. */
final class AsciiBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private byte[] bytes = new byte[1024];
  private int length;

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  AsciiBuffer clear() {
    length = 0;
    return this;
  }

  AsciiBuffer put(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
    return this;
  }

  AsciiBuffer put(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return put(text.substring(i).getBytes(UTF_8));
      }
      bytes[length++] = (byte) c;
    }
    return this;
  }

  AsciiBuffer put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  AsciiBuffer putHex(byte[] digest) {
    reserve(digest.length * 2);
    for (byte b : digest) {
      bytes[length++] = HEX[b >> 4 & 15];
      bytes[length++] = HEX[b & 15];
    }
    return this;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
