package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReplicationTest {
  private final Fakes fakes = new Fakes();

  @AfterEach
  void close() {
    fakes.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyItemIsInTheExportOnce(Compression compression) {
    List<Item> items = items(500);
    fakes.put(items);

    ReplicationSummary summary =
        fakes.replicate(Fakes.options().segments(7).compression(compression).build());

    assertThat(fakes.readBack(summary.manifest())).isEqualTo(byId(items));
    assertThat(summary.items()).isEqualTo(500);
    assertThat(summary.objects()).isBetween(1L, 7L);
    assertThat(summary.consumedReadUnits()).isPositive();
  }

  @Test
  void theLayoutIsThatOfTheNativeExport() {
    fakes.put(items(20));

    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(2).build());

    String folder = summary.manifest().prefix().replace("manifest-summary.json", "");
    assertThat(folder).matches("daily/AWSDynamoDB/\\d{14}-[0-9a-f]{8}/");
    assertThat(fakes.s3.keys(Fakes.BUCKET))
        .containsExactlyInAnyOrder(
            folder + "_started",
            folder + "manifest-summary.json",
            folder + "manifest-summary.md5",
            folder + "manifest-files.json",
            folder + "manifest-files.md5",
            folder + "data/000000-00000.json",
            folder + "data/000001-00000.json");
  }

  private static Map<String, Item> byId(List<Item> items) {
    return items.stream().collect(Collectors.toMap(item -> item.string("id"), item -> item));
  }

  private static List<Item> items(int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          Item.builder()
              .put("id", "o-" + i)
              .put("total", new BigDecimal("12345678901234567890.123456789012345678"))
              .put("tags", AttributeValue.stringSet("a", "b" + i))
              .put("blob", ("bytes " + i).getBytes(StandardCharsets.UTF_8))
              .put("nothing", AttributeValue.ofNull())
              .put("nested", Map.of("list", List.of(1, "two", true, "")))
              .build());
    }
    return items;
  }
}
