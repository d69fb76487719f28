package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuantitiesTest {

  @Test
  void bytesAreInTheUnitThatFits() {
    assertThat(Quantities.bytes(0)).isEqualTo("0 B");
    assertThat(Quantities.bytes(999)).isEqualTo("999 B");
    assertThat(Quantities.bytes(1000)).isEqualTo("1.0 kB");
    assertThat(Quantities.bytes(999_960)).isEqualTo("1.0 MB");
    assertThat(Quantities.bytes(409_600)).isEqualTo("409.6 kB");
    assertThat(Quantities.bytes(Long.MAX_VALUE)).isEqualTo("9.2 EB");
  }

  @Test
  void timesAreAsFineAsMatters() {
    assertThat(Quantities.time(Duration.ofMillis(7_340))).isEqualTo("7.3 s");
    assertThat(Quantities.time(Duration.ofMillis(59_400))).isEqualTo("59 s");
    assertThat(Quantities.time(Duration.ofMillis(59_600))).isEqualTo("1 min 00 s");
    assertThat(Quantities.time(Duration.ofSeconds(245))).isEqualTo("4 min 05 s");
    assertThat(Quantities.time(Duration.ofMinutes(133))).isEqualTo("2 h 13 min");
  }
}
