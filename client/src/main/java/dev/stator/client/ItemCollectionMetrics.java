package dev.stator.client;

import dev.stator.item.Item;
import java.util.List;

/**
 * How large the item collection is that a write touched.
 *
 * @param itemCollectionKey the partition key that its items share
 * @param sizeEstimateRangeGb a lower and an upper bound in gigabytes
 */
public record ItemCollectionMetrics(Item itemCollectionKey, List<Double> sizeEstimateRangeGb) {
  public ItemCollectionMetrics {
    sizeEstimateRangeGb = List.copyOf(sizeEstimateRangeGb);
  }
}
