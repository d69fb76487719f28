package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.CapacityUnits.Read;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityUnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0.5,1,2",
    "1,0.5,1,2",
    "4096,0.5,1,2",
    "4097,1,2,4",
    "8192,1,2,4",
    "8193,1.5,3,6",
    "1048576,128,256,512"
  })
  void readsArePaidByFourKilobytes(
      long bytes, double eventual, double strong, double transactional) {
    assertThat(CapacityUnits.read(bytes, Read.EVENTUAL)).isEqualTo(eventual);
    assertThat(CapacityUnits.read(bytes, Read.STRONG)).isEqualTo(strong);
    assertThat(CapacityUnits.read(bytes, Read.TRANSACTIONAL)).isEqualTo(transactional);
  }

  @ParameterizedTest
  @CsvSource({"0,1,2", "1,1,2", "1024,1,2", "1025,2,4", "409600,400,800"})
  void writesArePaidByKilobytes(long bytes, double plain, double transactional) {
    assertThat(CapacityUnits.write(bytes, false)).isEqualTo(plain);
    assertThat(CapacityUnits.write(bytes, true)).isEqualTo(transactional);
  }
}
