package dev.stator.records.internal;

import static dev.stator.records.internal.Readers.n;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.DynamoNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "7, 7",
    "1E2, 100",
    "1.50E1, 15",
    "100.0, 100",
    "\\u0031, 1",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "999999999999999999, 999999999999999999",
    "000017, 17",
    "+5, 5"
  })
  void readsAWholeNumberInAnyOfItsForms(String text, long expected) {
    assertThat(Numbers.longValue(n(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "0.5", "1E19"})
  void refusesWhatIsNoLong(String text) {
    assertThatThrownBy(() -> Numbers.longValue(n(text))).isInstanceOf(RuntimeException.class);
  }

  @Test
  void tellsTheNumberAndTheTypeThatItDoesNotFit() {
    assertFault(() -> Numbers.longValue(n("9223372036854775808")), "9223372036854775808", "long");
    assertFault(() -> Numbers.intValue(n("2147483648")), "2147483648", "int");
    assertFault(() -> Numbers.shortValue(n("-32769")), "-32769", "short");
    assertFault(() -> Numbers.byteValue(n("128")), "128", "byte");
    assertFault(() -> Numbers.intValue(n("3.7")), "3.7", "int");
    assertFault(() -> Numbers.doubleValue(n("9007199254740993")), "9007199254740993", "double");
    assertFault(() -> Numbers.floatValue(n("16777217")), "16777217", "float");
    assertFault(() -> Numbers.floatValue(n("1E39")), "1000000000000", "float");
    assertFault(() -> Numbers.floatValue(n("1E-60")), "1E-60", "float");
    assertFault(() -> Numbers.bigInteger(n("0.1")), "0.1", "BigInteger");
    assertFault(() -> Numbers.epochSecond(n("1E30")), "1000000000", "Instant");
  }

  @Test
  void theBoundsOfEachTypeFit() {
    assertThat(Numbers.intValue(n("2147483647"))).isEqualTo(Integer.MAX_VALUE);
    assertThat(Numbers.intValue(n("-2147483648"))).isEqualTo(Integer.MIN_VALUE);
    assertThat(Numbers.shortValue(n("-32768"))).isEqualTo(Short.MIN_VALUE);
    assertThat(Numbers.byteValue(n("127"))).isEqualTo(Byte.MAX_VALUE);
    assertThat(Numbers.epochSecond(n("1700000000"))).isEqualTo(Instant.ofEpochSecond(1700000000));
    assertThat(Numbers.bigInteger(n("1E125"))).isEqualTo(BigInteger.TEN.pow(125));
  }

  @Test
  void readsEveryDoubleThatWasWritten() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> random.nextInt(1_000_000) / 100.0;
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100);
            case 2 -> (double) random.nextLong();
            default -> random.nextInt() * 0.1f;
          };
      String text = Numbers.of(value).toString();
      assertThat(Numbers.doubleValue(n(text))).as(text).isEqualTo(value);
    }
  }

  @Test
  void readsADoubleInTheShortestFormAndInTheOneOfOlderJava() {
    assertThat(Numbers.doubleValue(n("2E23"))).isEqualTo(Double.parseDouble("2E23"));
    assertThat(Numbers.doubleValue(n("1.9999999999999998E23")))
        .isEqualTo(Double.parseDouble("2E23"));
    assertThat(Numbers.floatValue(n("33554432"))).isEqualTo((float) (1 << 25));
  }

  @Test
  void readsEveryFloatThatWasWritten() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(value) || value == 0) {
        continue;
      }
      String text = Numbers.of(value).toString();
      assertThat(Numbers.floatValue(n(text))).as(text).isEqualTo(value);
    }
  }

  @Test
  void aDoubleIsTheOneThatJavaReadsFromTheSameText() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      long digits = random.nextLong() % 10_000_000_000_000_000L;
      String text = BigDecimal.valueOf(digits, random.nextInt(17)).toPlainString();
      double expected = Double.parseDouble(text);
      if (new BigDecimal(text).stripTrailingZeros().precision() <= 15) {
        assertThat(Numbers.doubleValue(n(text))).as(text).isEqualTo(expected);
      }
    }
  }

  @Test
  void aBigDecimalHasTheScaleOfTheCanonicalText() {
    Random random = new Random(4);
    for (int i = 0; i < 50_000; i++) {
      BigDecimal value = new BigDecimal(new BigInteger(100, random), random.nextInt(60) - 20);
      String text = i % 2 == 0 ? value.toPlainString() : value.toString();
      if (value.stripTrailingZeros().precision() <= 38) {
        assertThat(Numbers.bigDecimal(n(text)))
            .as(text)
            .isEqualTo(DynamoNumber.of(text).bigDecimal());
      }
    }
    assertThat(Numbers.bigDecimal(n("1.50"))).isEqualTo(new BigDecimal("1.5"));
    assertThat(Numbers.bigDecimal(n("-0.0"))).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void whatIsNotFiniteIsNotStored() {
    assertThatThrownBy(() -> Numbers.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Numbers.of(Float.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
    assertThatThrownBy(() -> Numbers.of(1e126)).hasMessageContaining("range");
    assertThat(Numbers.of(-0.0)).hasToString("0");
    assertThat(Numbers.of(0.1f)).hasToString("0.1");
    assertThat(Numbers.of(1e22)).hasToString("10000000000000000000000");
  }

  @Test
  void anotherTypeIsAFault() {
    assertFault(() -> Numbers.longValue(Readers.s("1")), "type N", "S");
  }

  private static void assertFault(Runnable work, String... parts) {
    assertThatThrownBy(work::run).isInstanceOf(Fault.class).hasMessageContainingAll(parts);
  }
}
