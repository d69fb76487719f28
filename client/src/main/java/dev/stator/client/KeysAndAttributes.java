package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.expression.Projection;
import dev.stator.item.json.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to read of one table in a batch.
 *
 * @param keys the keys' attributes, an item for each
 * @param consistentRead whether to see every write that was answered before
 * @param projectionExpression the attributes to return; null for all
 * @param expressionAttributeNames what the {@code #names} in the expression stand for
 */
public record KeysAndAttributes(
    List<Item> keys,
    boolean consistentRead,
    @Nullable String projectionExpression,
    Map<String, String> expressionAttributeNames) {
  public KeysAndAttributes {
    keys = List.copyOf(keys);
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
  }

  /** Whole items, eventually consistent. */
  public static KeysAndAttributes of(List<Key> keys) {
    return new KeysAndAttributes(keys.stream().map(Key::toItem).toList(), false, null, Map.of());
  }

  /** Some of the items' attributes, eventually consistent. */
  public static KeysAndAttributes of(List<Key> keys, Projection projection) {
    RequestExpressions expressions = new RequestExpressions(Map.of(), Map.of());
    String text = expressions.required(projection);
    List<Item> items = keys.stream().map(Key::toItem).toList();
    return new KeysAndAttributes(items, false, text, expressions.names());
  }

  void write(JsonWriter json) {
    json.beginObject().name(Names.KEYS).beginArray();
    keys.forEach(json::item);
    json.endArray();
    Members.flag(json, Names.CONSISTENT_READ, consistentRead);
    Members.text(json, Names.PROJECTION_EXPRESSION, projectionExpression);
    Members.names(json, expressionAttributeNames);
    json.endObject();
  }
}
