package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An UpdateItem that sets the attributes that a record has, and removes those that it could have
 * and has not; what is no business of the record stays. The codec writes the item once, and its
 * values are copied from there.
 *
 * @param options all but the update
 */
record RecordUpdate<T>(UpdateItemRequest options, RecordItems<T> items, T item)
    implements DynamoRequest {
  @Override
  public String operation() {
    return options.operation();
  }

  @Override
  public String tableName() {
    return options.tableName();
  }

  /** It sets and removes, and reads nothing. */
  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    JsonWriter written = new JsonWriter(new Utf8Buffer(1024));
    items.write(item, written);
    Set<String> absent = new LinkedHashSet<>(items.codec().attributeNames());
    List<Slice> present = slices(written.buffer(), absent);

    String prefix = prefix();
    json.name(Names.TABLE_NAME).value(tableName());
    json.name(Names.KEY).item(options.key());
    Members.text(json, Names.UPDATE_EXPRESSION, expression(prefix, present.size(), absent.size()));
    Members.text(json, Names.CONDITION_EXPRESSION, options.conditionExpression());

    Map<String, String> names = new LinkedHashMap<>();
    present.forEach(slice -> names.put("#" + prefix + names.size(), slice.name));
    absent.forEach(name -> names.put("#" + prefix + names.size(), name));
    names.putAll(options.expressionAttributeNames());
    Members.names(json, names);
    writeValues(json, ":" + prefix, present, written.buffer().array());
    options.writeOptions(json);
  }

  private void writeValues(JsonWriter json, String prefix, List<Slice> present, byte[] written) {
    Map<String, AttributeValue> given = options.expressionAttributeValues();
    if (given.isEmpty() && present.isEmpty()) {
      return;
    }
    json.name(Names.EXPRESSION_ATTRIBUTE_VALUES).beginObject();
    given.forEach((name, value) -> json.name(name).attributeValue(value));
    int number = 0;
    for (Slice slice : present) {
      json.name(prefix + number++).raw(written, slice.from, slice.to - slice.from);
    }
    json.endObject();
  }

  private record Slice(String name, int from, int to) {}

  /** The attributes that were written, but for the key; {@code absent} keeps the others. */
  private List<Slice> slices(Utf8Buffer written, Set<String> absent) {
    KeySchema keys = items.codec().keySchema();
    absent.remove(keys.partitionKey().name());
    if (keys.sortKey() != null) {
      absent.remove(keys.sortKey().name());
    }
    List<Slice> present = new ArrayList<>();
    ItemReader in = new ItemReader().reset(written.array(), 0, written.length());
    in.beginItem();
    while (in.nextAttribute()) {
      // The codec writes no white space: behind the name are a quote and a colon.
      int from = in.nameEnd() + 2;
      String name = in.name();
      in.skip();
      if (absent.remove(name)) {
        present.add(new Slice(name, from, in.position()));
      }
    }
    return present;
  }

  private static @Nullable String expression(String prefix, int present, int absent) {
    StringJoiner set = new StringJoiner(", ", "SET ", "").setEmptyValue("");
    for (int i = 0; i < present; i++) {
      set.add("#" + prefix + i + " = :" + prefix + i);
    }
    StringJoiner remove = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
    for (int i = present; i < present + absent; i++) {
      remove.add("#" + prefix + i);
    }
    String text = (set.toString() + remove).strip();
    return text.isEmpty() ? null : text;
  }

  /** What no given placeholder begins with. */
  private String prefix() {
    String prefix = "u";
    while (begins(options.expressionAttributeNames(), "#" + prefix)
        || begins(options.expressionAttributeValues(), ":" + prefix)) {
      prefix += "u";
    }
    return prefix;
  }

  private static boolean begins(Map<String, ?> placeholders, String prefix) {
    return placeholders.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }
}
