package dev.stator.item.json;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes: one to three flips, deletions, insertions, repetitions or cuts. */
final class Mutations {
  /** Bytes that mean something to the readers, so that damage is not only noise. */
  private static final byte[] TELLING = {
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    ' ',
    '\n',
    '0',
    '1',
    '9',
    '-',
    '+',
    '.',
    'e',
    'E',
    'u',
    'S',
    'N',
    'B',
    'M',
    'L',
    't',
    'f',
    'n',
    '=',
    0,
    0x1F,
    0x7F,
    (byte) 0x80,
    (byte) 0xBF,
    (byte) 0xC0,
    (byte) 0xC3,
    (byte) 0xE2,
    (byte) 0xED,
    (byte) 0xF0,
    (byte) 0xF4,
    (byte) 0xFF
  };

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  byte[] of(byte[] original) {
    byte[] bytes = original;
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(4) == 0 ? 24 : 3));
    return switch (random.nextInt(7)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> {
        byte[] replaced = bytes.clone();
        replaced[at] = telling();
        yield replaced;
      }
      case 2 -> join(bytes, 0, at, new byte[] {telling()}, bytes, at, bytes.length);
      case 3 -> join(bytes, 0, at, new byte[0], bytes, to, bytes.length);
      case 4 -> join(bytes, 0, to, new byte[0], bytes, at, bytes.length);
      case 5 -> {
        int from = random.nextInt(bytes.length);
        byte[] moved = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + to - at));
        yield join(bytes, 0, at, moved, bytes, at, bytes.length);
      }
      default -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : Arrays.copyOf(bytes, to);
    };
  }

  private byte telling() {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private static byte[] join(
      byte[] head, int headFrom, int headTo, byte[] middle, byte[] tail, int tailFrom, int tailTo) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head, headFrom, headTo - headFrom);
    out.writeBytes(middle);
    out.write(tail, tailFrom, tailTo - tailFrom);
    return out.toByteArray();
  }
}
