package dev.stator.records.processor.sample;

import dev.stator.records.AttributeName;
import dev.stator.records.DynamoItem;
import dev.stator.records.IndexPartitionKey;
import dev.stator.records.IndexSortKey;
import dev.stator.records.PartitionKey;
import dev.stator.records.SortKey;
import dev.stator.records.TimeToLive;
import dev.stator.records.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys, indexes, version and time to live. */
@DynamoItem
public record Account(
    @PartitionKey @AttributeName("pk") String owner,
    @SortKey @IndexSortKey("by-city") int number,
    @IndexPartitionKey({"by-city", "city-opened"}) Optional<String> city,
    @IndexSortKey({"city-opened", "opened-local"}) @Nullable LocalDate opened,
    @Version long version,
    @TimeToLive @Nullable Instant expires) {}
