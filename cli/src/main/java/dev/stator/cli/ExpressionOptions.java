package dev.stator.cli;

import dev.stator.item.Item;
import dev.stator.item.expression.Expressions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin private final PlaceholderOptions placeholders = new PlaceholderOptions();

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
    Expressions expressions = placeholders.expressions();
    String readyFilter = filter == null ? null : expressions.filter(filter);
    String readyProjection = projection == null ? null : expressions.projection(projection);
    PlaceholderOptions.Parsed ready = PlaceholderOptions.complete(expressions);
    return new Parsed(readyFilter, readyProjection, ready.names(), Item.of(ready.values()));
  }
}
