package dev.stator.client;

import dev.stator.client.Batches.Read;
import dev.stator.client.Batches.ReadOutcome;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads by key, by BatchGetItem. */
final class BatchReads implements BatchOperation<Read, Item, ReadOutcome> {
  static final String NAME = "BatchGetItem";

  /** What projected key attributes are called, where the user's own names are unlikely to be. */
  private static final String KEY_PLACEHOLDER = "#stator_key";

  private final Batches.Settings settings;

  BatchReads(Batches.Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxCount() {
    return 100;
  }

  @Override
  public String tableName(Read read) {
    return read.tableName();
  }

  @Override
  public Checked check(Read read, KeySchema schema) {
    ItemRules rules = new ItemRules(name(), read.tableName(), schema);
    Item key = read.key().toItem();
    return new Checked(rules.checkKey(key), rules.wireBytes(key));
  }

  @Override
  public CompletableFuture<Answer<Item>> send(
      Caller caller, List<Entry<Read>> entries, Map<String, KeySchema> schemas) {
    return Stages.then(
        caller.call(request(entries, schemas), BatchGetItemResponse::read),
        answer -> answer(answer, schemas));
  }

  /** What asks for all of some entries. */
  BatchGetItemRequest request(List<Entry<Read>> entries, Map<String, KeySchema> schemas) {
    Map<String, List<Item>> keys = new HashMap<>();
    for (Entry<Read> entry : entries) {
      keys.computeIfAbsent(entry.tableName, table -> new ArrayList<>())
          .add(entry.checked().key().toItem());
    }
    Map<String, KeysAndAttributes> request = new HashMap<>();
    keys.forEach((table, of) -> request.put(table, read(of, Stages.known(schemas, table))));
    return BatchGetItemRequest.of(request);
  }

  private KeysAndAttributes read(List<Item> keys, KeySchema schema) {
    String projection = settings.projectionExpression();
    if (projection == null) {
      return new KeysAndAttributes(keys, settings.consistentRead(), null, Map.of());
    }
    Map<String, String> names = new HashMap<>(settings.projectionNames());
    StringBuilder whole = new StringBuilder(projection);
    project(whole, names, projection, schema.partitionKey().name(), 0);
    if (schema.sortKey() != null) {
      project(whole, names, projection, schema.sortKey().name(), 1);
    }
    return new KeysAndAttributes(keys, settings.consistentRead(), whole.toString(), names);
  }

  /** Adds a key attribute, unless it is projected already: a path may not be given twice. */
  private static void project(
      StringBuilder whole, Map<String, String> names, String projection, String name, int number) {
    for (String path : projection.split(",", -1)) {
      String given = path.strip();
      if (given.equals(name) || name.equals(names.get(given))) {
        return;
      }
    }
    names.put(KEY_PLACEHOLDER + number, name);
    whole.append(", ").append(KEY_PLACEHOLDER).append(number);
  }

  private static Answer<Item> answer(BatchGetItemResponse answer, Map<String, KeySchema> schemas) {
    Set<Place> unprocessed = new HashSet<>();
    answer
        .unprocessedKeys()
        .forEach((table, keys) -> add(unprocessed, table, keys, Stages.known(schemas, table)));
    Map<Place, Item> items = new HashMap<>();
    answer
        .responses()
        .forEach(
            (table, found) -> {
              KeySchema schema = Stages.known(schemas, table);
              found.forEach(item -> items.put(new Place(table, schema.keyOf(item)), item));
            });
    return new Answer<>(unprocessed, items);
  }

  /** Adds what was left over of a table. */
  static void add(Set<Place> places, String table, KeysAndAttributes keys, KeySchema schema) {
    keys.keys().forEach(key -> places.add(new Place(table, schema.keyOf(key))));
  }

  @Override
  public ReadOutcome outcome(
      Entry<Read> entry,
      boolean superseded,
      int attempts,
      @Nullable Item item,
      @Nullable DynamoException failure) {
    return new ReadOutcome(entry.position, entry.input, item, attempts, failure);
  }
}
