package dev.stator.client;

import dev.stator.client.Batches.Read;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads by key of one table, whose answers' bytes become records without an item in between. */
final class RecordBatchReads<T> implements BatchOperation<Read, Found<T>, RecordRead<T>> {
  private final BatchReads reads;
  private final RecordItems<T> items;
  private final ItemKeys keys;

  RecordBatchReads(BatchReads reads, RecordItems<T> items) {
    this.reads = reads;
    this.items = items;
    this.keys = new ItemKeys(items.codec().keySchema());
  }

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
  public CompletableFuture<Answer<Found<T>>> send(
      Caller caller, List<Entry<Read>> entries, Map<String, KeySchema> schemas) {
    return caller.call(reads.request(entries, schemas), reply -> read(reply, schemas));
  }

  private Answer<Found<T>> read(ReplyReader reply, Map<String, KeySchema> schemas) {
    Set<Place> unprocessed = new HashSet<>();
    Map<Place, Found<T>> found = new HashMap<>();
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.RESPONSES)) {
        json.beginObject();
        while (json.nextName()) {
          String table = json.name();
          json.beginArray();
          while (json.nextElement()) {
            Found<T> item = Found.read(json, items);
            found.put(new Place(table, key(reply)), item);
          }
        }
      } else if (json.nameIs(Names.UNPROCESSED_KEYS)) {
        json.beginObject();
        while (json.nextName()) {
          String table = json.name();
          KeySchema schema = Stages.known(schemas, table);
          BatchReads.add(unprocessed, table, reply.unprocessedKeys(table), schema);
        }
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(new ArrayList<>());
      } else {
        json.skip();
      }
    }
    return new Answer<>(unprocessed, found);
  }

  /** The key of the item that was just passed. */
  private Key key(ReplyReader reply) {
    try {
      return keys.read(reply.passed());
    } catch (IllegalArgumentException withoutKey) {
      throw reply.json().malformed("an item has no key: " + withoutKey.getMessage());
    }
  }

  @Override
  public RecordRead<T> outcome(
      Entry<Read> entry,
      boolean superseded,
      int attempts,
      @Nullable Found<T> found,
      @Nullable DynamoException failure) {
    return items.outcome(name(), entry.position, entry.input.key(), found, attempts, failure);
  }
}
