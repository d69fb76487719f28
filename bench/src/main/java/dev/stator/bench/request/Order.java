package dev.stator.bench.request;

import dev.stator.records.DynamoItem;
import dev.stator.records.PartitionKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order of {@link dev.stator.bench.Orders} as a record. */
@DynamoItem
@SuppressWarnings("ArrayRecordComponent") // Nobody compares orders.
record Order(
    @PartitionKey UUID orderId,
    String customerId,
    Instant placedAt,
    int version,
    String status,
    BigDecimal total,
    String currency,
    boolean paid,
    @Nullable String coupon,
    Set<String> tags,
    Set<Integer> weights,
    String note,
    byte[] fingerprint,
    Address address,
    List<Line> lines) {

  @DynamoItem
  record Address(String name, String street, String city, String zip) {}

  @DynamoItem
  record Line(String sku, String title, int quantity, BigDecimal price) {}
}
