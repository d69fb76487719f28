package dev.stator.client;

import dev.stator.records.AttributeName;
import dev.stator.records.DynamoItem;
import dev.stator.records.IndexPartitionKey;
import dev.stator.records.IndexSortKey;
import dev.stator.records.PartitionKey;
import dev.stator.records.SortKey;
import dev.stator.records.TimeToLive;
import dev.stator.records.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the annotations have, in one record that is not public. */
@DynamoItem
record Purchase(
    @PartitionKey String customer,
    @SortKey long number,
    @IndexPartitionKey("by-status") String status,
    @IndexSortKey({"by-status", "by-total"}) BigDecimal total,
    @AttributeName("size") Optional<String> note,
    List<Line> lines,
    Set<String> tags,
    @Version long version,
    @TimeToLive @Nullable Instant expires) {

  @DynamoItem
  record Line(String sku, int quantity) {}

  static Purchase of(String customer, long number) {
    return new Purchase(
        customer,
        number,
        "open",
        new BigDecimal("12.5"),
        Optional.empty(),
        List.of(new Line("sku-1", 2)),
        Set.of("gift"),
        0,
        null);
  }

  Purchase with(String otherStatus, Optional<String> otherNote) {
    return new Purchase(
        customer, number, otherStatus, total, otherNote, lines, tags, version, expires);
  }
}
