package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplicationOptionsTest {
  private static final S3Location BACKUP = S3Location.parse("s3://backup/daily");

  @Test
  void theDefaultsAreThoseThatTheBuilderNames() {
    assertThat(ReplicationOptions.builder("orders", BACKUP).build())
        .isEqualTo(
            new ReplicationOptions(
                "orders",
                BACKUP,
                null,
                0,
                8,
                false,
                null,
                null,
                Map.of(),
                Item.empty(),
                ExportFormat.DYNAMODB_JSON,
                Compression.NONE,
                268_435_456,
                false));
  }

  @ParameterizedTest
  @CsvSource({"-1,false", "0,true", "1,true", "1000000,true", "1000001,false"})
  void thereAreUpToAMillionSegments(int segments, boolean allowed) {
    check(Fakes.options().segments(segments), "segments is " + segments, allowed);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "32,true", "33,false"})
  void thereAreUpToThirtyTwoWorkers(int workers, boolean allowed) {
    check(Fakes.options().workers(workers), "workers is " + workers, allowed);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "83047219200,true", "83047219201,false"})
  void anObjectHasAByteAtLeastAndFewerPartsThanAnUploadMayHave(long bytes, boolean allowed) {
    check(Fakes.options().fileSize(bytes), "file size is " + bytes, allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aTableHasAName(String table) {
    assertThatThrownBy(() -> ReplicationOptions.builder(table, BACKUP).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the table has no name");
  }

  private static void check(ReplicationOptions.Builder options, String what, boolean allowed) {
    if (allowed) {
      assertThat(options.build()).isNotNull();
    } else {
      assertThatThrownBy(options::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(what + "; it can be ");
    }
  }
}
