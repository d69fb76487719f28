package dev.stator.client;

import dev.stator.client.Batches.Read;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.records.RecordMappingException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads by key, whose items become records when they are handed out. */
record RecordBatchReads<T>(BatchReads reads, RecordItems<T> items)
    implements BatchOperation<Read, RecordRead<T>> {
  @Override
  public String name() {
    return reads.name();
  }

  @Override
  public int maxCount() {
    return reads.maxCount();
  }

  @Override
  public String tableName(Read read) {
    return reads.tableName(read);
  }

  @Override
  public Checked check(Read read, KeySchema schema) {
    return reads.check(read, schema);
  }

  @Override
  public CompletableFuture<Answer> send(
      Caller caller, List<Entry<Read>> entries, Map<String, KeySchema> schemas) {
    return reads.send(caller, entries, schemas);
  }

  @Override
  public RecordRead<T> outcome(
      Entry<Read> entry,
      boolean superseded,
      int attempts,
      @Nullable Item item,
      @Nullable DynamoException failure) {
    T found = null;
    RuntimeException why = failure;
    if (item != null) {
      try {
        found = items.codec().fromItem(item);
      } catch (RecordMappingException e) {
        why = e.in(items.tableName(), entry.input.key()).during(name());
      }
    }
    return new RecordRead<>(entry.position, entry.input.key(), found, attempts, why);
  }
}
