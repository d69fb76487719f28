package dev.stator.client;

import dev.stator.client.Batches.Write;
import dev.stator.client.Batches.WriteOutcome;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Puts and deletes, by BatchWriteItem. */
final class BatchWrites implements BatchOperation<Write, Void, WriteOutcome> {
  static final String NAME = "BatchWriteItem";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxCount() {
    return 25;
  }

  @Override
  public String tableName(Write write) {
    return write.tableName();
  }

  @Override
  public Checked check(Write write, KeySchema schema) {
    ItemRules rules = new ItemRules(name(), write.tableName(), schema);
    if (write.request() instanceof WriteRequest.Put put) {
      Key key = rules.checkItem(put.item());
      return new Checked(key, rules.wireBytes(put.item()));
    }
    Item given = item(write.request());
    return new Checked(rules.checkKey(given), rules.wireBytes(given));
  }

  static Item item(WriteRequest request) {
    return request instanceof WriteRequest.Put put
        ? put.item()
        : ((WriteRequest.Delete) request).key();
  }

  @Override
  public CompletableFuture<Answer<Void>> send(
      Caller caller, List<Entry<Write>> entries, Map<String, KeySchema> schemas) {
    Map<String, List<WriteRequest>> byTable = new LinkedHashMap<>();
    for (Entry<Write> entry : entries) {
      byTable
          .computeIfAbsent(entry.tableName, table -> new ArrayList<>())
          .add(entry.input.request());
    }
    return Stages.then(
        caller.call(BatchWriteItemRequest.of(byTable), BatchWriteItemResponse::read),
        answer -> {
          Set<Place> unprocessed = new HashSet<>();
          answer
              .unprocessedItems()
              .forEach(
                  (table, writes) -> {
                    KeySchema schema = Stages.known(schemas, table);
                    writes.forEach(
                        write -> unprocessed.add(new Place(table, schema.keyOf(item(write)))));
                  });
          return new Answer<>(unprocessed, Map.of());
        });
  }

  @Override
  public WriteOutcome outcome(
      Entry<Write> entry,
      boolean superseded,
      int attempts,
      @Nullable Void found,
      @Nullable DynamoException failure) {
    return new WriteOutcome(entry.position, entry.input, superseded, attempts, failure);
  }
}
