package dev.stator.records.processor.measure;

import dev.stator.records.DynamoItem;
import dev.stator.records.PartitionKey;
import dev.stator.records.SortKey;
import dev.stator.records.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An item of about 1 KB. */
@DynamoItem
public record Order(
    @PartitionKey String customer,
    @SortKey long number,
    Status status,
    Instant placed,
    BigDecimal total,
    int pieces,
    boolean gift,
    String street,
    String city,
    String zip,
    String country,
    String note,
    List<Line> lines,
    Set<String> tags,
    @Version long version) {
  public enum Status {
    OPEN,
    PAID,
    SENT,
    DONE
  }

  @DynamoItem
  public record Line(String sku, int quantity, BigDecimal price) {}
}
