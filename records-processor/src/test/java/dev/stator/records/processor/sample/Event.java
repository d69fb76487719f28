package dev.stator.records.processor.sample;

import dev.stator.records.DynamoItem;
import dev.stator.records.PartitionKey;
import dev.stator.records.Version;
import org.jspecify.annotations.Nullable;

/** A sealed interface whose records are items of one table. */
@DynamoItem
public sealed interface Event {
  /** With a boxed version. */
  record Opened(@PartitionKey String id, String by, @Version @Nullable Integer version)
      implements Event {}

  /** With other attributes. */
  record Closed(@PartitionKey String id, String reason, @Version @Nullable Integer version)
      implements Event {}
}
