package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.ValueExcerpt;
import dev.stator.item.expression.ExpressionExcerpt;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a request as messages show them, with names and values for the placeholders.
 * They are read from the bytes that were sent, once there is an error to explain.
 */
final class RequestExcerpt {
  private static final String EXPRESSION = "Expression";

  /** How much of one expression is shown. */
  private static final int MAX_CHARACTERS = 500;

  private final byte[] body;
  private final int length;
  private final Function<AttributeValue, String> show;

  /**
   * @param body the request as it was sent
   * @param length how much of {@code body} it takes
   * @param show what is shown of a value
   */
  RequestExcerpt(byte[] body, int length, Function<AttributeValue, String> show) {
    this.body = body;
    this.length = length;
    this.show = show;
  }

  /** What is shown of a value: something of its content, or its type and size. */
  static Function<AttributeValue, String> show(boolean values) {
    return values ? ValueExcerpt::of : ValueExcerpt::withoutContent;
  }

  /**
   * The request's own expressions: {@code condition: total < 100, update: SET status = "paid"};
   * empty if there are none.
   */
  String expressions() {
    JsonReader json = new JsonReader().reset(body, 0, length);
    json.beginObject();
    return expressions(json);
  }

  /**
   * The expressions of one action of a transaction.
   *
   * @param index which action, from 0
   */
  String expressionsOf(int index) {
    JsonReader json = new JsonReader().reset(body, 0, length);
    json.beginObject();
    while (json.nextName()) {
      boolean statements = json.nameIs(Names.TRANSACT_STATEMENTS);
      if ((statements || json.nameIs(Names.TRANSACT_ITEMS))
          && json.peek() == JsonReader.Kind.ARRAY) {
        return expressionsOf(json, index, statements);
      }
      json.skip();
    }
    return "";
  }

  private String expressionsOf(JsonReader json, int index, boolean statements) {
    json.beginArray();
    int at = 0;
    while (json.nextElement()) {
      if (at++ < index) {
        json.skip();
      } else {
        json.beginObject();
        if (!statements && json.nextName()) {
          json.beginObject();
        }
        return expressions(json);
      }
    }
    return "";
  }

  /** Those of an object that has been entered. */
  private String expressions(JsonReader json) {
    Part part = new Part();
    part.read(json);
    StringJoiner text = new StringJoiner(", ");
    part.expressions.forEach(
        (kind, expression) ->
            text.add(
                kind
                    + ": "
                    + cut(ExpressionExcerpt.of(expression, part.names, part.values, show))));
    if (part.statement != null) {
      text.add("statement: " + cut(StatementExcerpt.of(part.statement, part.parameters, show)));
    }
    return text.toString();
  }

  private static String cut(String text) {
    if (text.length() <= MAX_CHARACTERS) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
    return text.substring(0, pair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS) + "...";
  }

  /** What one object of a request has of expressions. */
  private final class Part {
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private @Nullable String statement;
    private final List<AttributeValue> parameters = new ArrayList<>();

    private void read(JsonReader json) {
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
        } else if (json.nameIs(Names.PARAMETERS) && json.peek() == JsonReader.Kind.ARRAY) {
          readParameters(json);
        } else if (json.peek() != JsonReader.Kind.STRING) {
          json.skip();
        } else if (json.nameIs(Names.STATEMENT)) {
          statement = json.string();
        } else if (json.name().endsWith(EXPRESSION)) {
          String name = json.name();
          expressions.put(kind(name), json.string());
        } else {
          json.skip();
        }
      }
    }

    private void readParameters(JsonReader json) {
      json.beginArray();
      while (json.nextElement()) {
        json.skip();
        JsonWriter item = new JsonWriter(new Utf8Buffer(64)).beginObject().name("?");
        item.raw(body, json.valueStart(), json.valueEnd() - json.valueStart()).endObject();
        parameters.addAll(ItemJson.read(item.buffer().toByteArray()).asMap().values());
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
