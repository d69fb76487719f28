package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoNumberTest {
  private static final String LARGEST = "9.9999999999999999999999999999999999999E125";

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "0.000,0",
    "0E10,0",
    "-0.0E-10,0",
    "00042,42",
    "-007,-7",
    "+1,1",
    "+.5,0.5",
    ".5,0.5",
    "5.,5",
    "1.0,1",
    "1.50,1.5",
    "1E0,1",
    "1e3,1000",
    "1E+3,1000",
    "1.5E2,150",
    "1E-3,0.001",
    "100,100",
    "-12.340,-12.34",
    "999999999999999999,999999999999999999",
    "9999999999999999999,9999999999999999999"
  })
  void hasOneCanonicalText(String text, String canonical) {
    assertThat(DynamoNumber.of(text)).hasToString(canonical);
  }

  @Test
  void equalsByNumericValue() {
    assertThat(DynamoNumber.of("1"))
        .isEqualTo(DynamoNumber.of("1.0"))
        .isEqualTo(DynamoNumber.of("1E0"))
        .isEqualTo(DynamoNumber.of(1))
        .isEqualTo(DynamoNumber.of(1.0))
        .isEqualTo(DynamoNumber.of(BigInteger.ONE))
        .isEqualTo(DynamoNumber.of(new BigDecimal("1.000")))
        .hasSameHashCodeAs(DynamoNumber.of("1.0"));
  }

  @Test
  void differsByTheLastOf38Digits() {
    assertThat(DynamoNumber.of("12345678901234567890123456789012345678"))
        .isNotEqualTo(DynamoNumber.of("12345678901234567890123456789012345679"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890123456789012345678",
        "0.00012345678901234567890123456789012345678",
        "1234567890123456789.0123456789012345678",
        "12345678901234567890123456789012345678000"
      })
  void holds38DigitsWhereverThePointIs(String text) {
    assertThat(DynamoNumber.of(text).bigDecimal()).isEqualByComparingTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890123456789",
        "0.000123456789012345678901234567890123456789",
        "1234567890123456789.01234567890123456789"
      })
  void refuses39Digits(String text) {
    assertThatThrownBy(() -> DynamoNumber.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("39 significant digits; DynamoDB holds 38");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E-130", "-1E-130", LARGEST, "-" + LARGEST, "1E125", "0.1E-129"})
  void holdsTheEndsOfTheRange(String text) {
    assertThat(DynamoNumber.of(text).bigDecimal()).isEqualByComparingTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E126",
        "-1E126",
        "9.9E-131",
        "-1E-131",
        "1E2147483647",
        "1E-2147483647",
        "10000000000E2147483647",
        "0.00000000001E-2147483647",
        "1E99999999999999999999",
        "1E-99999999999999999999"
      })
  void refusesWhatIsOutOfRange(String text) {
    assertThatThrownBy(() -> DynamoNumber.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of DynamoDB's range");
  }

  @Test
  void refusesADecimalWhoseZerosCannotBeStripped() {
    BigDecimal huge = new BigDecimal(BigInteger.TEN.pow(20), Integer.MIN_VALUE);

    assertThatThrownBy(() -> DynamoNumber.of(huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of DynamoDB's range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1x",
        " 1",
        "1 ",
        "-",
        "+",
        ".",
        "-.",
        "1e",
        "1e+",
        "e1",
        "1.2.3",
        "--1",
        "0x1",
        "1_000",
        "1,5",
        "NaN",
        "Infinity",
        "1d",
        "\u0661"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> DynamoNumber.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a number");
  }

  @Test
  void cutsALongTextInItsMessage() {
    assertThatThrownBy(() -> DynamoNumber.of("9".repeat(1_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesDoublesThatAreNoNumbers(double value) {
    assertThatThrownBy(() -> DynamoNumber.of(value)).hasMessageContaining("no NaN and no infinity");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1,0.1",
    "-0.0,0",
    "100,100",
    "1E22,10000000000000000000000",
    // JDK 17 prints these as 1.9999999999999998E23 and 8.409999999999999E21.
    "2E23,200000000000000000000000",
    "8.41E21,8410000000000000000000",
    "9007199254740993,9007199254740992"
  })
  void takesADoubleByItsShortestDecimal(double value, String text) {
    assertThat(DynamoNumber.of(value)).hasToString(text);
  }

  @Test
  void everyDoubleInRangeComesBack() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(240) - 120);
      assertThat(DynamoNumber.of(value).doubleValueExact()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.1", "-2.5", "1E-130", "1E125", "2E23", "9007199254740992"})
  void isADoubleWhereNoDigitIsLost(String text) {
    assertThat(DynamoNumber.of(text).doubleValueExact()).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "0.10000000000000000555",
        "12345678901234567890123456789012345678",
        "9.9999999999999999999999999999999999999E125"
      })
  void isNoDoubleWhereDigitsWouldBeLost(String text) {
    assertThatThrownBy(() -> DynamoNumber.of(text).doubleValueExact())
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("does not fit double exactly");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void isALong(long value) {
    assertThat(DynamoNumber.of(value).longValueExact()).isEqualTo(value);
    assertThat(DynamoNumber.of(Long.toString(value)).longValueExact()).isEqualTo(value);
  }

  @Test
  void isALongHoweverItWasWritten() {
    assertThat(DynamoNumber.of("1E2").longValueExact()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "0.5", "1E125", "3.7"})
  void isNoLongWhereItDoesNotFit(String text) {
    assertThatThrownBy(() -> DynamoNumber.of(text).longValueExact())
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("does not fit long exactly");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void isAnInt(int value) {
    assertThat(DynamoNumber.of(value).intValueExact()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-2147483649", "1.5"})
  void isNoIntWhereItDoesNotFit(String text) {
    assertThatThrownBy(() -> DynamoNumber.of(text).intValueExact())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void ordersByValue() {
    assertThat(DynamoNumber.of("10")).isGreaterThan(DynamoNumber.of("9.5"));
    assertThat(DynamoNumber.of("-10")).isLessThan(DynamoNumber.of("1E-130"));
    assertThat(DynamoNumber.of("1.0")).isEqualByComparingTo(DynamoNumber.of("1"));
  }
}
