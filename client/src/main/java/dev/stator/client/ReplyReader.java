package dev.stator.client;

import dev.stator.client.ConsumedCapacity.Capacity;
import dev.stator.client.ConsumedCapacity.VectorCapacity;
import dev.stator.item.Item;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parts that answers have in common. Serves one answer at a time. */
final class ReplyReader {
  /** What makes a value of an answer, whose object has been entered. */
  interface Of<R> extends Function<Reply, R> {
    R read(ReplyReader reply);

    @Override
    default R apply(Reply reply) {
      return reply.decode(this);
    }
  }

  private final JsonReader json = new JsonReader();
  private byte[] bytes = new byte[0];
  private @Nullable ItemReader again;
  private final List<ConsumedCapacity> consumed = new ArrayList<>(1);
  private int count;
  private int scannedCount;
  private final Set<String> leftOver = new HashSet<>();

  /** Reads a whole answer. */
  <R> R read(Of<R> type, byte[] bytes, int length) {
    reset(bytes, length);
    json.beginObject();
    R value = type.read(this);
    json.endDocument();
    return value;
  }

  private void reset(byte[] answer, int length) {
    bytes = answer;
    json.reset(answer, 0, length);
    count = -1;
    scannedCount = -1;
    leftOver.clear();
    consumed.clear();
  }

  JsonReader json() {
    return json;
  }

  /** A reader before the item that was just passed, to look at it again. */
  ItemReader passed() {
    ItemReader reader = again;
    if (reader == null) {
      reader = new ItemReader();
      again = reader;
    }
    return reader.reset(bytes, json.valueStart(), json.valueEnd() - json.valueStart());
  }

  /** Notes that the answer is a page. */
  void counted(int newCount, int newScannedCount) {
    count = newCount;
    scannedCount = newScannedCount;
  }

  /** How many items the page had; null if the answer was none. */
  @Nullable Integer count() {
    return count < 0 ? null : Integer.valueOf(count);
  }

  /** How many items were read for the page; null if the answer was none. */
  @Nullable Integer scannedCount() {
    return scannedCount < 0 ? null : Integer.valueOf(scannedCount);
  }

  /** What the answer reported, one for each table. Holds until the next answer is read. */
  List<ConsumedCapacity> consumed() {
    return consumed;
  }

  /**
   * The tables of which something in a batch was not done, as it was too much; an empty name stands
   * for some that the answer does not say. Holds until the next answer is read.
   */
  Set<String> leftOver() {
    return leftOver;
  }

  /** Notes that something of what was asked of a table was not done, since it was too much. */
  void throttled(@Nullable String tableName) {
    leftOver.add(tableName == null ? "" : tableName);
  }

  void items(List<Item> into) {
    json.beginArray();
    while (json.nextElement()) {
      into.add(json.item());
    }
  }

  void consumedCapacities(List<ConsumedCapacity> into) {
    json.beginArray();
    while (json.nextElement()) {
      into.add(consumedCapacity());
    }
  }

  ConsumedCapacity consumedCapacity() {
    String tableName = null;
    Capacity table = null;
    Map<String, Capacity> local = Map.of();
    Map<String, Capacity> global = Map.of();
    Map<String, VectorCapacity> vector = Map.of();
    double total = 0;
    Double read = null;
    Double write = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.TABLE_NAME)) {
        tableName = json.string();
      } else if (json.nameIs(Names.CAPACITY_UNITS)) {
        total = json.doubleValue();
      } else if (json.nameIs(Names.READ_CAPACITY_UNITS)) {
        read = json.doubleValue();
      } else if (json.nameIs(Names.WRITE_CAPACITY_UNITS)) {
        write = json.doubleValue();
      } else if (json.nameIs(Names.TABLE)) {
        table = capacity();
      } else if (json.nameIs(Names.LOCAL_SECONDARY_INDEXES)) {
        local = capacities();
      } else if (json.nameIs(Names.GLOBAL_SECONDARY_INDEXES)) {
        global = capacities();
      } else if (json.nameIs(Names.VECTOR_INDEXES)) {
        vector = vectorCapacities();
      } else {
        json.skip();
      }
    }
    ConsumedCapacity capacity =
        new ConsumedCapacity(
            tableName, new Capacity(total, read, write), table, local, global, vector);
    consumed.add(capacity);
    return capacity;
  }

  private Map<String, VectorCapacity> vectorCapacities() {
    Map<String, VectorCapacity> byIndex = new HashMap<>();
    json.beginObject();
    while (json.nextName()) {
      String index = json.name();
      Double searched = null;
      Double written = null;
      json.beginObject();
      while (json.nextName()) {
        if (json.nameIs(Names.VECTOR_SEARCH_REQUEST_BYTES)) {
          searched = json.doubleValue();
        } else if (json.nameIs(Names.VECTOR_WRITE_REQUEST_BYTES)) {
          written = json.doubleValue();
        } else {
          json.skip();
        }
      }
      byIndex.put(index, new VectorCapacity(searched, written));
    }
    return byIndex;
  }

  private Map<String, Capacity> capacities() {
    Map<String, Capacity> byIndex = new HashMap<>();
    json.beginObject();
    while (json.nextName()) {
      byIndex.put(json.name(), capacity());
    }
    return byIndex;
  }

  private Capacity capacity() {
    double total = 0;
    Double read = null;
    Double write = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.CAPACITY_UNITS)) {
        total = json.doubleValue();
      } else if (json.nameIs(Names.READ_CAPACITY_UNITS)) {
        read = json.doubleValue();
      } else if (json.nameIs(Names.WRITE_CAPACITY_UNITS)) {
        write = json.doubleValue();
      } else {
        json.skip();
      }
    }
    return new Capacity(total, read, write);
  }

  ItemCollectionMetrics itemCollectionMetrics() {
    Item key = Item.empty();
    List<Double> range = new ArrayList<>(2);
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.ITEM_COLLECTION_KEY)) {
        key = json.item();
      } else if (json.nameIs(Names.SIZE_ESTIMATE_RANGE_GB)) {
        json.beginArray();
        while (json.nextElement()) {
          range.add(json.doubleValue());
        }
      } else {
        json.skip();
      }
    }
    return new ItemCollectionMetrics(key, range);
  }

  Map<String, List<ItemCollectionMetrics>> itemCollectionMetricsByTable() {
    Map<String, List<ItemCollectionMetrics>> metrics = new HashMap<>();
    json.beginObject();
    while (json.nextName()) {
      List<ItemCollectionMetrics> ofTable = new ArrayList<>();
      metrics.put(json.name(), ofTable);
      json.beginArray();
      while (json.nextElement()) {
        ofTable.add(itemCollectionMetrics());
      }
    }
    return metrics;
  }

  KeysAndAttributes unprocessedKeys(String tableName) {
    List<Item> keys = new ArrayList<>();
    boolean consistentRead = false;
    String projection = null;
    Map<String, String> names = new HashMap<>();
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.KEYS)) {
        items(keys);
      } else if (json.nameIs(Names.CONSISTENT_READ)) {
        consistentRead = json.booleanValue();
      } else if (json.nameIs(Names.PROJECTION_EXPRESSION)) {
        projection = json.string();
      } else if (json.nameIs(Names.EXPRESSION_ATTRIBUTE_NAMES)) {
        json.beginObject();
        while (json.nextName()) {
          names.put(json.name(), json.string());
        }
      } else {
        json.skip();
      }
    }
    if (!keys.isEmpty()) {
      leftOver.add(tableName);
    }
    return new KeysAndAttributes(keys, consistentRead, projection, names);
  }

  List<WriteRequest> unprocessedWrites(String tableName) {
    List<WriteRequest> writes = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      json.beginObject();
      while (json.nextName()) {
        if (json.nameIs(Names.PUT_REQUEST)) {
          writes.add(WriteRequest.put(only(Names.ITEM)));
        } else if (json.nameIs(Names.DELETE_REQUEST)) {
          writes.add(new WriteRequest.Delete(only(Names.KEY)));
        } else {
          json.skip();
        }
      }
    }
    if (!writes.isEmpty()) {
      leftOver.add(tableName);
    }
    return writes;
  }

  /** The item in an object that holds it under one name. */
  private Item only(byte[] name) {
    json.beginObject();
    Item item = onlyItem(name);
    return item == null ? Item.empty() : item;
  }

  /** The item under one name of the object that was entered, or null if it has none. */
  @Nullable Item onlyItem(byte[] name) {
    Item item = null;
    while (json.nextName()) {
      if (json.nameIs(name)) {
        item = json.item();
      } else {
        json.skip();
      }
    }
    return item;
  }

  /** Reads of an answer that has been entered only what it reports of capacity and of rest. */
  List<ConsumedCapacity> skipToCapacity() {
    while (json.nextName()) {
      accountOrSkip();
    }
    return consumed;
  }

  /**
   * Looks for what an answer reports of capacity, and reads no further.
   *
   * @param toTheEnd whether to look through all of it, so that {@link #leftOver} is known
   */
  List<ConsumedCapacity> consumedOf(byte[] bytes, int length, boolean toTheEnd) {
    reset(bytes, length);
    json.beginObject();
    while ((toTheEnd || consumed.isEmpty()) && json.nextName()) {
      accountOrSkip();
    }
    return consumed;
  }

  private void accountOrSkip() {
    JsonReader.Kind kind = json.peek();
    if (json.nameIs(Names.CONSUMED_CAPACITY) && kind == JsonReader.Kind.ARRAY) {
      consumedCapacities(new ArrayList<>());
    } else if (json.nameIs(Names.CONSUMED_CAPACITY) && kind == JsonReader.Kind.OBJECT) {
      consumedCapacity();
    } else if (kind == JsonReader.Kind.OBJECT
        && (json.nameIs(Names.UNPROCESSED_ITEMS) || json.nameIs(Names.UNPROCESSED_KEYS))) {
      json.beginObject();
      while (json.nextName()) {
        leftOver.add(json.name());
        json.skip();
      }
    } else {
      json.skip();
    }
  }
}
