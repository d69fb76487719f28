package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Expression;
import dev.stator.item.expression.Expressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a request on their way to text. Those that were built get placeholders beside
 * the given ones; where all are texts, nothing is done. What is given and not used any more is then
 * left out: it may stand for what was in an expression of the request that this one started with.
 */
final class RequestExpressions {
  private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

  private final Map<String, String> givenNames;
  private final Map<String, AttributeValue> givenValues;
  private final List<String> texts = new ArrayList<>(2);
  private @Nullable Expressions placeholders;

  RequestExpressions(Map<String, String> givenNames, Map<String, AttributeValue> givenValues) {
    this.givenNames = givenNames;
    this.givenValues = givenValues;
  }

  /** An expression of a request that was built before. */
  static @Nullable Expression raw(@Nullable String text) {
    return text == null ? null : Expression.raw(text);
  }

  /** What must hold besides what was to hold anyway. */
  static Condition and(@Nullable Expression given, Condition more) {
    if (given instanceof Expression.Raw raw) {
      return Condition.raw(raw.text()).and(more);
    }
    return given instanceof Condition condition ? condition.and(more) : more;
  }

  /** The expression's text. To be called for all expressions before the placeholders are asked. */
  @Nullable String text(@Nullable Expression expression) {
    if (expression == null) {
      return null;
    } else if (expression instanceof Expression.Raw raw) {
      texts.add(raw.text());
      return raw.text();
    }
    Expressions into = placeholders;
    if (into == null) {
      into = new Expressions(givenNames, givenValues);
      placeholders = into;
    }
    return expression.write(into);
  }

  Map<String, String> names() {
    return placeholders == null ? givenNames : both(givenNames, placeholders.names());
  }

  Map<String, AttributeValue> values() {
    return placeholders == null ? givenValues : both(givenValues, placeholders.values());
  }

  private <V> Map<String, V> both(Map<String, V> given, Map<String, V> more) {
    Map<String, V> both = new HashMap<>();
    for (String text : texts) {
      PLACEHOLDER
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .filter(given::containsKey)
          .forEach(used -> both.put(used, given.get(used)));
    }
    both.putAll(more);
    return both;
  }
}
