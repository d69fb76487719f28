package dev.stator.cli;

import dev.stator.item.AttributeValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the JSON in which the service describes tables, for what is small and asked for
 * once. What is absent, or is not what is asked for, is empty.
 */
record JsonTree(Map<String, AttributeValue> members) {
  private static final JsonTree EMPTY = new JsonTree(Map.of());

  static JsonTree read(byte[] json) {
    return new JsonTree(PlainItem.read(json, 0, json.length).asMap());
  }

  /** The text of a string or number. */
  String text(String name) {
    AttributeValue value = members.get(name);
    if (value instanceof AttributeValue.S s) {
      return s.value();
    }
    return value instanceof AttributeValue.N n ? n.value().toString() : "";
  }

  boolean isTrue(String name) {
    return members.get(name) instanceof AttributeValue.Bool bool && bool.value();
  }

  double number(String name) {
    return members.get(name) instanceof AttributeValue.N n
        ? n.value().bigDecimal().doubleValue()
        : 0;
  }

  JsonTree object(String name) {
    return of(members.get(name));
  }

  List<JsonTree> objects(String name) {
    return elements(name).stream().map(JsonTree::of).toList();
  }

  List<String> texts(String name) {
    return elements(name).stream()
        .map(element -> element instanceof AttributeValue.S s ? s.value() : "")
        .toList();
  }

  private List<AttributeValue> elements(String name) {
    return members.get(name) instanceof AttributeValue.L list ? list.values() : List.of();
  }

  private static JsonTree of(@Nullable AttributeValue value) {
    return value instanceof AttributeValue.M map ? new JsonTree(map.values()) : EMPTY;
  }
}
