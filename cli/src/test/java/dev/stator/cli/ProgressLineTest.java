package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ProgressLine line = new ProgressLine();

  @Test
  void saysItemsBytesRatesShareAndTimeLeft() {
    assertThat(line.bar(at(10, 50_000, 200_000), 120))
        .isEqualTo(
            "[#####---------------] 25%  50,000 items  51.2 MB  5,000 items/s  625 RCU/s"
                + "  ~30 s left");
  }

  @Test
  void ratesAreThoseOfTheLastSecondsNotOfTheWholeRun() {
    for (int second = 1; second <= 60; second++) {
      line.bar(at(second, 1000L * second, 1_000_000), 120);
    }
    for (int second = 61; second <= 75; second++) {
      line.bar(at(second, 60_000 + 100L * (second - 60), 1_000_000), 120);
    }

    assertThat(line.heartbeat(at(76, 61_600, 1_000_000))).contains(" 100 items/s");
  }

  @Test
  void withoutACountThereIsNoShareAndNoTimeLeft() {
    String text = line.bar(at(10, 50_000, ProgressSnapshot.UNKNOWN), 120);

    assertThat(text).doesNotContain("%", "left", "[").startsWith("50,000 items");
  }

  @Test
  void aCountThatIsTooLowNeverClaimsTheEnd() {
    assertThat(line.bar(at(10, 50_000, 100), 120)).startsWith("[####################] 99%");
  }

  @Test
  void anEmptyTableIsNoDivisionByZero() {
    assertThat(line.bar(at(0, 0, 0), 120)).isEqualTo("0 items  0 items/s");
  }

  @Test
  void onANarrowScreenTheBarGetsShorterThenLeavesThenTheEnd() {
    assertThat(line.bar(at(10, 50_000, 200_000), 80))
        .startsWith("[####-------------] 25% 50,000 items ")
        .hasSize(79);
    assertThat(line.bar(at(11, 55_000, 200_000), 64)).startsWith("27% ").hasSizeLessThan(64);
    assertThat(line.bar(at(12, 60_000, 200_000), 20)).hasSize(19);
  }

  private static ProgressSnapshot at(int second, long items, long expected) {
    return new ProgressSnapshot(
        items, items * 1024, items * 1000, items / 8.0, expected, Duration.ofSeconds(second));
  }
}
