package dev.stator.replicate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class PartBufferTest {
  private final PartBuffer part = new PartBuffer();

  @Test
  void itTakesWhatThereIsRoomForAndSaysHowMuch() {
    byte[] chunk = new byte[3_000_000];

    assertThat(part.write(chunk, 0, chunk.length)).isEqualTo(3_000_000);
    assertThat(part.write(chunk, 0, chunk.length)).isEqualTo(3_000_000);
    assertThat(part.isFull()).isFalse();
    assertThat(part.write(chunk, 0, chunk.length)).isEqualTo(2_388_608);
    assertThat(part.isFull()).isTrue();
    assertThat(part.length()).isEqualTo(PartBuffer.PART_BYTES).isEqualTo(8_388_608);
    assertThat(part.write(chunk, 0, 1)).isZero();
  }

  @Test
  void itHoldsWhatWasWrittenInOrder() {
    byte[] source = "..one,two..".getBytes(US_ASCII);

    part.write(source, 2, 4);
    part.write(source, 6, 3);

    assertThat(US_ASCII.decode(part.content()).toString()).isEqualTo("one,two");
  }

  @Test
  void whatIsClearedIsEmptyAndTakesAWholePartAgain() {
    part.write(new byte[PartBuffer.PART_BYTES], 0, PartBuffer.PART_BYTES);

    part.clear();

    assertThat(part.length()).isZero();
    assertThat(part.content().remaining()).isZero();
    assertThat(part.write(new byte[PartBuffer.PART_BYTES], 0, PartBuffer.PART_BYTES))
        .isEqualTo(PartBuffer.PART_BYTES);
  }

  /** The check value of CRC-32/ISO-HDLC: 0xCBF43926. */
  @Test
  void itsSumIsTheBigEndianCrc32InBase64() {
    part.write("123456789".getBytes(US_ASCII), 0, 9);

    assertThat(part.crc32()).isEqualTo("y/Q5Jg==");
  }

  @Test
  void theSumIsThatOfTheContentAloneWhateverWasThereBefore() {
    part.write(new byte[100_000], 0, 100_000);
    part.clear();
    part.write(new byte[] {1, 2, 3}, 1, 2);
    CRC32 crc = new CRC32();
    crc.update(new byte[] {2, 3});

    assertThat(ByteBuffer.wrap(Base64.getDecoder().decode(part.crc32())).getInt())
        .isEqualTo((int) crc.getValue());
  }
}
