package dev.stator.lineage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Key("pk").eq(x) & Attr("a").gt(y)} in the notation of expressions, values as {@code ?}.
 */
final class Conditions {
  private static final Set<String> FUNCTIONS = Set.of("begins_with", "contains", "attribute_type");

  private static final Pattern COMPARED =
      Pattern.compile(
          "\\b([A-Za-z_][\\w.-]*)\\s*(?:<>|<=|>=|=|<|>|,|\\bBETWEEN\\b|\\bIN\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EQUATED = Pattern.compile("(?<![\\w.:#-])([A-Za-z_][\\w.-]*)\\s*=");

  private Conditions() {}

  /** The attributes that an expression compares. */
  static Set<String> attributes(String expression) {
    return names(COMPARED, expression);
  }

  /** The attributes that a key condition has be equal to something. */
  static Set<String> equated(String keyCondition) {
    return names(EQUATED, keyCondition);
  }

  private static Set<String> names(Pattern pattern, String expression) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(expression);
    while (matcher.find()) {
      if (matcher.start() == 0 || expression.charAt(matcher.start() - 1) != ':') {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  static Value start(Arguments arguments, boolean key, @Nullable Trace trace) {
    Value name = arguments.get(0, "name");
    String literal = name == null ? null : name.literal();
    return Value.of(new Aws.Condition(literal == null ? "?" : literal, key), trace);
  }

  static Value method(Aws.Condition condition, String method, @Nullable Trace trace) {
    String left = condition.text();
    String text =
        switch (method) {
          case "eq" -> left + " = ?";
          case "ne" -> left + " <> ?";
          case "lt" -> left + " < ?";
          case "lte" -> left + " <= ?";
          case "gt" -> left + " > ?";
          case "gte" -> left + " >= ?";
          case "between" -> left + " BETWEEN ? AND ?";
          case "is_in" -> left + " IN (?)";
          case "exists" -> "attribute_exists(" + left + ")";
          case "not_exists" -> "attribute_not_exists(" + left + ")";
          case "size" -> "size(" + left + ")";
          default -> FUNCTIONS.contains(method) ? method + "(" + left + ", ?)" : left;
        };
    return Value.of(new Aws.Condition(text, condition.key()), trace);
  }

  static Value combine(String operator, Value left, Value right) {
    String word = operator.equals("&") ? " AND " : " OR ";
    if (left.only() instanceof Aws.Condition a && right.only() instanceof Aws.Condition b) {
      return Value.of(new Aws.Condition(a.text() + word + b.text(), a.key()), left.trace());
    }
    List<String> known = List.of(text(left), text(right));
    return Value.of(new Aws.Condition(String.join(word, known), false), left.trace());
  }

  private static String text(Value value) {
    return value.only() instanceof Aws.Condition condition ? condition.text() : "?";
  }
}
