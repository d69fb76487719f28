package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement in PartiQL as messages show it: with values for its {@code ?}, and shown as those are
 * the texts and numbers that stand in it.
 */
final class StatementExcerpt {
  /** A name, which is passed over; a text; a number; a parameter. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"]*+\"|[A-Za-z_][A-Za-z0-9_]*+"
              + "|'([^']*+(?:''[^']*+)*+)'"
              + "|([0-9]++(?:\\.[0-9]*+)?(?:[eE][+-]?[0-9]++)?)"
              + "|(\\?)");

  private StatementExcerpt() {}

  /**
   * @param parameters what the {@code ?} stand for, in their order
   * @param show what is shown of a value
   */
  static String of(
      String statement, List<AttributeValue> parameters, Function<AttributeValue, String> show) {
    Iterator<AttributeValue> next = parameters.iterator();
    return TOKEN
        .matcher(statement)
        .replaceAll(
            found -> {
              String shown = found.group();
              if (found.group(1) != null) {
                shown = show.apply(AttributeValue.of(found.group(1).replace("''", "'")));
              } else if (found.group(2) != null) {
                shown = number(shown, show);
              } else if (found.group(3) != null && next.hasNext()) {
                shown = show.apply(next.next());
              }
              return Matcher.quoteReplacement(shown);
            });
  }

  private static String number(String digits, Function<AttributeValue, String> show) {
    try {
      return show.apply(AttributeValue.of(DynamoNumber.of(digits)));
    } catch (IllegalArgumentException noNumberOfDynamoDb) {
      return "<N>";
    }
  }
}
