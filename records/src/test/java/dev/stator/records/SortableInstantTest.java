package dev.stator.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SortableInstantTest {
  private final SortableInstant converter = new SortableInstant();

  @Test
  void textSortsAsTimeDoes() {
    Random random = new Random(6);
    List<Instant> instants =
        Stream.generate(
                () ->
                    Instant.ofEpochSecond(
                        1_700_000_000L + random.nextInt(100),
                        random.nextBoolean() ? 0 : random.nextInt(1_000_000_000)))
            .limit(2000)
            .toList();
    assertThat(instants.stream().sorted().map(converter::toText))
        .isSortedAccordingTo(String::compareTo);
    assertThat(instants)
        .allSatisfy(i -> assertThat(converter.fromText(converter.toText(i))).isEqualTo(i));
  }

  @Test
  void refusesTheYearsWhoseTextWouldNotSort() {
    assertThat(converter.toText(Instant.parse("0000-01-01T00:00:00Z"))).hasSize(30);
    assertThatThrownBy(() -> converter.toText(Instant.parse("+10000-01-01T00:00:00Z")))
        .hasMessageContaining("9999");
    assertThatThrownBy(() -> converter.toText(Instant.MIN)).hasMessageContaining("9999");
    assertThatThrownBy(() -> converter.fromText("yesterday")).hasMessageContaining("yesterday");
  }
}
