package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTest {
  @Test
  void changesToTheArrayItWasMadeOfDoNotReachIt() {
    byte[] bytes = {1, 2};
    Binary binary = Binary.of(bytes);
    bytes[0] = 9;

    assertThat(binary.toByteArray()).containsExactly(1, 2);
  }

  @Test
  void changesToWhatItHandsOutDoNotReachIt() {
    Binary binary = Binary.of(new byte[] {1, 2});
    binary.toByteArray()[0] = 9;

    assertThat(binary.toByteArray()).containsExactly(1, 2);
    assertThatThrownBy(() -> binary.asByteBuffer().put((byte) 9))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void takesWhatABufferHasLeft() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

    assertThat(Binary.of(buffer).toByteArray()).containsExactly(2, 3);
    assertThat(buffer.remaining()).isEqualTo(2);
  }

  @Test
  void comparesByContent() {
    assertThat(Binary.of(new byte[] {1}))
        .isEqualTo(Binary.of(new byte[] {1}))
        .hasSameHashCodeAs(Binary.of(new byte[] {1}))
        .isNotEqualTo(Binary.of(new byte[] {2}));
  }

  @ParameterizedTest
  @CsvSource({"'',0", "/w==,1", "//8=,2", "////,3"})
  void comesFromBase64AndGoesBack(String base64, int length) {
    Binary binary = Binary.ofBase64(base64);

    assertThat(binary.length()).isEqualTo(length);
    assertThat(binary.toBase64()).isEqualTo(base64);
    assertThat(binary.toBase64Bytes()).asString().isEqualTo(base64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A", "AA", "AAA", "AB==", "AAB=", "A===", "AA=", "AA==AA==", "A A=", "-_-_"})
  void refusesWhatIsNotTheBase64OfItsBytes(String text) {
    assertThatThrownBy(() -> Binary.ofBase64(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongOneIsCutInItsText() {
    assertThat(Binary.of(new byte[1_000]).toString()).hasSizeLessThan(100).contains("(1000 bytes)");
  }
}
