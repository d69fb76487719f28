package dev.stator.cli;

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

/** The options for which items and attributes are wanted, for any command that reads several. */
final class ExpressionOptions {
  @Option(
      names = "--filter",
      paramLabel = "CONDITION",
      description =
          "Only items that satisfy it: \"age >= 21 AND status = 'paid' AND contains(tags, 'x')\"."
              + " No word is reserved; other names go in backticks. Reading costs the same")
  @Nullable String filter;

  @Option(
      names = "--projection",
      paramLabel = "ATTRIBUTES",
      description = "Only these attributes: \"id, address.zip, tags[0]\"")
  @Nullable String projection;

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

  /** What the options say, as a request has it. */
  record Parsed(
      @Nullable String filter,
      @Nullable String projection,
      Map<String, String> names,
      Item values) {}

  /**
   * Reads the options.
   *
   * @throws dev.stator.item.expression.ExpressionSyntaxException if an expression is none
   * @throws CommandFailure if placeholders are no JSON, or not used
   */
  Parsed parse() {
    Expressions expressions;
    try {
      expressions = new Expressions(names(), values().asMap());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("bad placeholders: " + e.getMessage());
    }
    String readyFilter = filter == null ? null : expressions.filter(filter);
    String readyProjection = projection == null ? null : expressions.projection(projection);
    Set<String> unused = new TreeSet<>(expressions.unused());
    if (!unused.isEmpty()) {
      throw CommandFailure.usage(
          "placeholders that no expression uses: " + String.join(", ", unused),
          "DynamoDB refuses those: leave them out");
    }
    return new Parsed(
        readyFilter, readyProjection, expressions.names(), Item.of(expressions.values()));
  }

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
