package dev.stator.records.processor.sample;

import dev.stator.records.DynamoItem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record that checks itself, with much inside of it. */
@DynamoItem
public record Checked(
    @Nullable List<Point> parts,
    @Nullable Map<String, Set<Integer>> sets,
    @Nullable Celsius heat,
    @Nullable Color color,
    @Nullable Figure figure,
    @Nullable Integer limit,
    Set<BigDecimal> prices,
    @Nullable Map<String, Double> weights) {
  /**
   * @throws IllegalArgumentException if the limit is negative
   */
  public Checked {
    if (limit != null && limit < 0) {
      throw new IllegalArgumentException("the limit is negative");
    }
  }
}
