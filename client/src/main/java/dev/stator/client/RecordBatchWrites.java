package dev.stator.client;

import dev.stator.item.ItemSize;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.records.RecordMappingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Puts of records, or deletes by key, in batches. Each is encoded once, when it is looked at, and
 * copied into whatever requests it takes.
 *
 * @param <I> the record, or the key
 */
final class RecordBatchWrites<I>
    implements BatchOperation<RecordBatchWrites.Write<I>, Void, RecordOutcome<I>> {
  /** One of them, with its JSON once it is known. */
  static final class Write<I> {
    private final I input;
    private byte[] json = new byte[0];

    Write(I input) {
      this.input = input;
    }
  }

  /** How an input is looked at. */
  interface Kind<I> {
    /** The key of the input, which is written to {@code out}. */
    Key write(I input, JsonWriter out);
  }

  private final String tableName;
  private final boolean puts;
  private final Kind<I> kind;

  private RecordBatchWrites(String tableName, boolean puts, Kind<I> kind) {
    this.tableName = tableName;
    this.puts = puts;
    this.kind = kind;
  }

  static <T> RecordBatchWrites<T> puts(RecordItems<T> items) {
    return new RecordBatchWrites<>(
        items.tableName(),
        true,
        (item, out) -> {
          items.write(item, out);
          return items.key(item);
        });
  }

  static RecordBatchWrites<Key> deletes(String tableName) {
    return new RecordBatchWrites<>(
        tableName,
        false,
        (key, out) -> {
          out.item(key.toItem());
          return key;
        });
  }

  @Override
  public String name() {
    return BatchWrites.NAME;
  }

  @Override
  public int maxCount() {
    return 25;
  }

  @Override
  public String tableName(Write<I> write) {
    return tableName;
  }

  @Override
  public Checked check(Write<I> write, KeySchema schema) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(512));
    Key key;
    try {
      key = kind.write(write.input, out);
    } catch (RecordMappingException e) {
      throw new InvalidItemException(
          name(), tableName, e.key(), e.path(), e.problem(), "the record cannot be stored");
    }
    write.json = out.buffer().toByteArray();
    ItemRules rules = new ItemRules(name(), tableName, schema);
    if (!puts) {
      rules.checkKey(key.toItem());
    } else if (write.json.length > ItemSize.MAX_ITEM_BYTES) {
      // No item is larger than its JSON.
      rules.checkItem(ItemJson.read(write.json));
    }
    return new Checked(key, write.json.length);
  }

  @Override
  public CompletableFuture<Answer<Void>> send(
      Caller caller, List<Entry<Write<I>>> entries, Map<String, KeySchema> schemas) {
    List<byte[]> json = new ArrayList<>(entries.size());
    for (Entry<Write<I>> entry : entries) {
      json.add(entry.input.json);
    }
    return Stages.then(
        caller.call(new RecordBatchWrite(tableName, puts, json), BatchWriteItemResponse::read),
        answer -> {
          Set<Place> unprocessed = new HashSet<>();
          answer
              .unprocessedItems()
              .forEach(
                  (table, writes) ->
                      writes.forEach(
                          left ->
                              unprocessed.add(
                                  new Place(
                                      table,
                                      Stages.known(schemas, table)
                                          .keyOf(BatchWrites.item(left))))));
          return new Answer<>(unprocessed, Map.of());
        });
  }

  @Override
  public RecordOutcome<I> outcome(
      Entry<Write<I>> entry,
      boolean superseded,
      int attempts,
      @Nullable Void found,
      @Nullable DynamoException failure) {
    return new RecordOutcome<>(entry.position, entry.input.input, superseded, attempts, failure);
  }
}
