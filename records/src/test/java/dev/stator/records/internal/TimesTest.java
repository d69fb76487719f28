package dev.stator.records.internal;

import static dev.stator.records.internal.Readers.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @Test
  void readsAnInstantAsJavaDoes() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      long seconds = (random.nextLong() >>> 20) - (1L << 42);
      int nano =
          switch (i % 4) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000) * 1_000_000;
            case 2 -> random.nextInt(1_000_000) * 1000;
            default -> random.nextInt(1_000_000_000);
          };
      Instant instant = Instant.ofEpochSecond(seconds / (1 + i % 300), nano);
      assertThat(Times.instant(s(instant.toString()))).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2024-02-29T23:59:59.9Z",
        "2026-11-30T05:51:34.123456789Z",
        "0000-01-31T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "2026-11-21T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-21T05:51:34+01:00",
        "2026-11-21t05:51:34z"
      })
  void readsTheUnusualToo(String text) {
    assertThat(Times.instant(s(text))).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-21T05:51Z",
        "2026-11-21",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-11-21T25:00:00Z",
        "2026-11-21T05:61:34Z",
        "2026-11-21T05:51:34.1234567890Z",
        "2026-11-21T05:51:34.12x4Z",
        "2026/11/21T05:51:34Z",
        "20a6-11-21T05:51:34Z",
        "Z"
      })
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> Times.instant(s(text)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("2026-11-21T05:51:34.5Z");
  }

  @Test
  void readsADateAsJavaDoes() {
    for (LocalDate day = LocalDate.of(1999, 12, 1); day.getYear() < 2005; day = day.plusDays(1)) {
      assertThat(Times.localDate(s(day.toString()))).isEqualTo(day);
    }
    LocalDate far = LocalDate.of(123456, 7, 8);
    assertThat(Times.localDate(s(far.toString()))).isEqualTo(far);
    assertThatThrownBy(() -> Times.localDate(s("2026-02-30"))).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> Times.localDate(s("2026-1-30"))).isInstanceOf(Fault.class);
  }

  @Test
  void readsTheMonthsThatYearMonthItselfDoesNot() {
    for (int year : new int[] {-12345, -1, 0, 2026, 9999, 10_000, 999_999_999}) {
      YearMonth month = YearMonth.of(year, 11);
      assertThat(Times.yearMonth(s(month.toString()))).isEqualTo(month);
    }
    assertThatThrownBy(() -> Times.yearMonth(s("2026-13"))).isInstanceOf(Fault.class);
  }

  @Test
  void aYearIsNotAnyNumber() {
    assertThat(Times.year(s("-44"))).isEqualTo(Year.of(-44));
    assertThatThrownBy(() -> Times.year(s("20266666666"))).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> Times.zoneId(s("Europe/Nowhere"))).isInstanceOf(Fault.class);
  }
}
