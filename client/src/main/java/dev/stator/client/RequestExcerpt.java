package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.ValueExcerpt;
import dev.stator.item.expression.ExpressionExcerpt;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * The expressions of a request as messages show them, with names and values for the placeholders.
 * They are read from the bytes that were sent, once there is an error to explain.
 */
final class RequestExcerpt {
  private static final String EXPRESSION = "Expression";

  private final Map<String, String> expressions = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  private RequestExcerpt() {}

  /** What is shown of a value: something of its content, or its type and size. */
  static Function<AttributeValue, String> show(boolean values) {
    return values ? ValueExcerpt::of : ValueExcerpt::withoutContent;
  }

  /**
   * The expressions of a request's body: {@code condition: total < 100, update: SET status =
   * "paid"}; empty if there are none.
   */
  static String expressions(byte[] body, int length, Function<AttributeValue, String> show) {
    JsonReader json = new JsonReader().reset(body, 0, length);
    json.beginObject();
    return inObject(json, body, show);
  }

  /** The same for an object inside of a body, which has been entered. */
  static String inObject(JsonReader json, byte[] body, Function<AttributeValue, String> show) {
    RequestExcerpt request = new RequestExcerpt();
    request.read(json, body);
    StringJoiner text = new StringJoiner(", ");
    request.expressions.forEach(
        (kind, expression) ->
            text.add(
                kind
                    + ": "
                    + ExpressionExcerpt.of(expression, request.names, request.values, show)));
    return text.toString();
  }

  private void read(JsonReader json, byte[] body) {
    while (json.nextName()) {
      if (json.nameIs(Names.EXPRESSION_ATTRIBUTE_NAMES)) {
        json.beginObject();
        while (json.nextName()) {
          names.put(json.name(), json.string());
        }
      } else if (json.nameIs(Names.EXPRESSION_ATTRIBUTE_VALUES)) {
        json.skip();
        values.putAll(
            ItemJson.read(body, json.valueStart(), json.valueEnd() - json.valueStart()).asMap());
      } else if (json.peek() == JsonReader.Kind.STRING && json.name().endsWith(EXPRESSION)) {
        String name = json.name();
        expressions.put(kind(name), json.string());
      } else {
        json.skip();
      }
    }
  }

  /** {@code condition} for {@code ConditionExpression}. */
  private static String kind(String name) {
    String kind = name.substring(0, name.length() - EXPRESSION.length());
    return kind.equals("KeyCondition")
        ? "key condition"
        : Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }
}
