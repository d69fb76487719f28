package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.ThrottlingReason.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlingReasonTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/my.orders";
  private static final String INDEX = TABLE + "/index/by-date";

  @ParameterizedTest
  @CsvSource({
    "ProvisionedThroughputExceeded, PROVISIONED_THROUGHPUT",
    "AccountLimitExceeded, ACCOUNT",
    "MaxOnDemandThroughputExceeded, MAX_ON_DEMAND_THROUGHPUT",
    "KeyRangeThroughputExceeded, KEY_RANGE",
  })
  void eachOfTheSixteenReasonsIsUnderstood(String word, Limit limit) {
    for (String what : new String[] {"Table", "Index"}) {
      for (String side : new String[] {"Read", "Write"}) {
        ThrottlingReason reason =
            new ThrottlingReason(what + side + word, what.equals("Table") ? TABLE : INDEX);
        assertThat(reason.limit()).isEqualTo(limit);
        assertThat(reason.writes()).isEqualTo(side.equals("Write"));
        assertThat(reason.table()).isEqualTo("my.orders");
        assertThat(reason.index()).isEqualTo(what.equals("Table") ? null : "by-date");
      }
    }
  }

  @Test
  void whatIsNotUnderstoodIsNull() {
    ThrottlingReason reason = new ThrottlingReason("SomethingElse", "arn:aws:dax:x:y:cache/z");
    assertThat(reason.limit()).isNull();
    assertThat(reason.writes()).isNull();
    assertThat(reason.table()).isNull();
    assertThat(reason.index()).isNull();
    assertThat(reason).hasToString("arn:aws:dax:x:y:cache/z (SomethingElse)");
    assertThat(new ThrottlingReason("Why", "")).hasToString("Why");
  }
}
