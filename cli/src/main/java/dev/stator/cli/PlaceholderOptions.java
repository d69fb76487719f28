package dev.stator.cli;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.expression.Expressions;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for placeholders of one's own, for any command that takes expressions. */
final class PlaceholderOptions {
  @Option(
      names = {"--names", "--expression-attribute-names"},
      paramLabel = "JSON",
      description = "Your own name placeholders: '{\"#s\":\"status\"}'")
  @Nullable String names;

  @Option(
      names = {"--values", "--expression-attribute-values"},
      paramLabel = "JSON",
      description = "Your own value placeholders: '{\":p\":{\"S\":\"paid\"}}'")
  @Nullable String values;

  /**
   * The expressions of one request, which know the placeholders.
   *
   * @throws CommandFailure if placeholders are no JSON
   */
  Expressions expressions() {
    try {
      return new Expressions(names(), values().asMap());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("bad placeholders: " + e.getMessage());
    }
  }

  /**
   * What the placeholders of expressions that are complete stand for.
   *
   * @throws CommandFailure if some are not used
   */
  static Parsed complete(Expressions expressions) {
    Set<String> unused = new TreeSet<>(expressions.unused());
    if (!unused.isEmpty()) {
      throw CommandFailure.usage(
          "placeholders that no expression uses: " + String.join(", ", unused),
          "DynamoDB refuses those: leave them out");
    }
    return new Parsed(expressions.names(), expressions.values());
  }

  /** What placeholders stand for, as a request has it. */
  record Parsed(Map<String, String> names, Map<String, AttributeValue> values) {}

  private Map<String, String> names() {
    Map<String, String> result = new LinkedHashMap<>();
    if (names == null) {
      return result;
    }
    byte[] json = names.getBytes(StandardCharsets.UTF_8);
    try {
      JsonReader reader = new JsonReader().reset(json, 0, json.length);
      reader.beginObject();
      while (reader.nextName()) {
        result.put(reader.name(), reader.string());
      }
      reader.endDocument();
    } catch (MalformedJsonException e) {
      throw CommandFailure.usage(
          "bad --names: " + e.getMessage(), "write them like '{\"#s\":\"status\"}'");
    }
    return result;
  }

  private Item values() {
    if (values == null) {
      return Item.empty();
    }
    try {
      return ItemJson.read(values.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw CommandFailure.usage(
          "bad --values: " + e.getMessage(),
          "write them in DynamoDB JSON, like '{\":p\":{\"S\":\"paid\"}}'");
    }
  }
}
