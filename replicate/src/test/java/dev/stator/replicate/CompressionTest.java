package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CompressionTest {
  /** A million bytes of few kinds, with some noise: they can be compressed, but not to nothing. */
  private static final byte[] LINES = new byte[1_000_000];

  static {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < LINES.length; i++) {
      LINES[i] = (byte) ('a' + (random.nextInt(4) == 0 ? random.nextInt(26) : i % 11));
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatGoesInComesOutHoweverItIsCut(Compression compression) throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = compression.compress(packed)) {
      for (int from = 0; from < LINES.length; ) {
        int n = Math.min(LINES.length - from, 1 + random.nextInt(200_000));
        out.write(LINES, from, n);
        from += n;
      }
    }

    assertThat(unpacked(compression, packed.toByteArray())).isEqualTo(LINES);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void nothingIsNothing(Compression compression) throws IOException {
    assertThat(unpacked(compression, packed(compression, new byte[0]))).isEmpty();
  }

  @Test
  void eachIsTheFormatThatItsSuffixPromises() throws IOException {
    assertThat(Compression.NONE.suffix()).isEmpty();
    assertThat(packed(Compression.NONE, LINES)).isEqualTo(LINES);
    assertThat(Compression.GZIP.suffix()).isEqualTo(".gz");
    assertThat(new GZIPInputStream(in(packed(Compression.GZIP, LINES))).readAllBytes())
        .isEqualTo(LINES);
    assertThat(Compression.ZSTD.suffix()).isEqualTo(".zst");
    assertThat(new ZstdInputStream(in(packed(Compression.ZSTD, LINES))).readAllBytes())
        .isEqualTo(LINES);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void itIsSmaller(Compression compression) throws IOException {
    assertThat(packed(compression, LINES)).hasSizeLessThan(LINES.length / 2);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void theSameLinesGiveTheSameBytes(Compression compression) throws IOException {
    assertThat(packed(compression, LINES)).isEqualTo(packed(compression, LINES));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void whatIsCutOffIsAnErrorAndNotTheEnd(Compression compression) throws IOException {
    byte[] packed = packed(compression, LINES);

    assertThatThrownBy(() -> unpacked(compression, Arrays.copyOf(packed, packed.length / 2)))
        .isInstanceOf(IOException.class);
  }

  private static byte[] packed(Compression compression, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = compression.compress(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(Compression compression, byte[] bytes) throws IOException {
    try (InputStream plain = compression.decompress(in(bytes))) {
      return plain.readAllBytes();
    }
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
