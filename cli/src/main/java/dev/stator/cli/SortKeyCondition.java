package dev.stator.cli;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.KeySchema;
import dev.stator.item.expression.Attribute;
import dev.stator.item.expression.Condition;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which sort keys are wanted, as it is typed: {@code '> 5'}, {@code 'between 10 and 42'}, {@code
 * 'begins_with 2026-'}, or a value alone, which is to be equal. Values are typed plainly, as keys
 * are; quotes around one are not part of it.
 */
final class SortKeyCondition {
  private static final String VALUE = "('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\S+)";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern COMPARISON = Pattern.compile("(==?|<=|<|>=|>)\\s*(.+)", FLAGS);
  private static final Pattern BETWEEN =
      Pattern.compile("between\\s+" + VALUE + "\\s+(?:and\\s+)?" + VALUE, FLAGS);
  private static final Pattern LONG_BETWEEN =
      Pattern.compile("between\\s+(.+)\\s+and\\s+(.+)", FLAGS);
  private static final Pattern BEGINS_WITH = Pattern.compile("begins_with\\s+(.+)", FLAGS);

  /** What is written so elsewhere, and would be taken for a value here. */
  private static final Pattern OTHER_LANGUAGE =
      Pattern.compile(
          "(!=|(?>==?|<=|<|>=|>)\\s*[<>=]|(contains|starts_?with|begins with)\\b"
              + "|(begins_with|between|attribute_\\w+)\\s*\\().*",
          Pattern.DOTALL);

  private static final Pattern UNFINISHED =
      Pattern.compile("==?|<=?|>=?|between(\\s.*)?|begins_with", FLAGS);

  private SortKeyCondition() {}

  /**
   * Reads it.
   *
   * @throws CommandFailure if it is none, or a value is not of the sort key's type
   */
  static Condition parse(TableSchema schema, KeySchema key, String typed) {
    KeySchema.Attribute sortKey = key.sortKey();
    if (sortKey == null) {
      throw KeyText.wrong(schema, key, "there is no sort key for --sort-key '" + typed + "'");
    }
    Attribute<Object> attribute = Attribute.attribute(sortKey.name());
    Function<String, AttributeValue> value =
        text -> KeyText.value(schema, key, sortKey, unquoted(text.strip()));
    String text = typed.strip();
    if (OTHER_LANGUAGE.matcher(text).matches()) {
      throw CommandFailure.usage(
          "bad --sort-key '" + typed + "': sort keys have no such condition",
          "there are = < <= > >=, 'between 10 and 42' and 'begins_with 2026-'; a value that looks so"
              + " goes in quotes: '= \">5\"'");
    }
    Matcher matcher = COMPARISON.matcher(text);
    if (matcher.matches()) {
      AttributeValue than = value.apply(matcher.group(2));
      return switch (matcher.group(1)) {
        case "<" -> attribute.lessThan(than);
        case "<=" -> attribute.atMost(than);
        case ">" -> attribute.greaterThan(than);
        case ">=" -> attribute.atLeast(than);
        default -> attribute.equalTo(than);
      };
    }
    matcher = BETWEEN.matcher(text);
    if (!matcher.matches()) {
      matcher = LONG_BETWEEN.matcher(text);
    }
    if (matcher.matches()) {
      return attribute.between(value.apply(matcher.group(1)), value.apply(matcher.group(2)));
    }
    matcher = BEGINS_WITH.matcher(text);
    if (matcher.matches()) {
      if (sortKey.type() == AttributeType.N) {
        throw KeyText.wrong(
            schema, key, "a number begins with nothing: --sort-key '" + typed + "'");
      }
      return attribute.beginsWith(value.apply(matcher.group(1)));
    }
    if (text.isEmpty() || UNFINISHED.matcher(text).matches()) {
      throw CommandFailure.usage(
          "bad --sort-key '" + typed + "': a value is missing",
          "write it like '> 5', 'between 10 and 42', 'begins_with 2026-' or '= between'");
    }
    return attribute.equalTo(value.apply(text));
  }

  private static String unquoted(String text) {
    if (text.length() < 2) {
      return text;
    }
    String quote = text.substring(0, 1);
    return (quote.equals("'") || quote.equals("\"")) && text.endsWith(quote)
        ? text.substring(1, text.length() - 1).replace(quote + quote, quote)
        : text;
  }
}
