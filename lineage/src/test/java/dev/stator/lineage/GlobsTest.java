package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "dynamodb:*, dynamodb:GetItem, true",
    "dynamodb:Get*, dynamodb:GetItem, true",
    "dynamodb:Get*, dynamodb:PutItem, false",
    "*Item, GetItem, true",
    "G?tItem, GetItem, true",
    "G?tItem, GtItem, false",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "orders, orders, true",
    "orders*, order, false"
  })
  void aPatternHoldsForAText(String pattern, String text, boolean holds) {
    assertThat(Globs.matches(pattern, text)).isEqualTo(holds);
  }

  @Test
  void theStarOfATextIsNoWildcard() {
    assertThat(Globs.matches("orders", "*")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*-orders, dev-*, true",
    "*-orders, *-users, false",
    "dev-*, prod-*, false",
    "a*, *b, true",
    "*, *, true",
    "a?c, ab*, true"
  })
  void twoPatternsMeetInSomeText(String left, String right, boolean meet) {
    assertThat(Globs.mayMeet(left, right)).isEqualTo(meet);
    assertThat(Globs.mayMeet(right, left)).isEqualTo(meet);
  }
}
