package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for, as far as it can be seen; the rows of an access-pattern matrix.
 *
 * @param indexes the values of {@code IndexName}; empty for the table itself
 * @param key the key condition, with names in place of {@code #placeholders}
 * @param given the names of the arguments that are given
 * @param open whether there may be arguments that are not seen
 */
record Request(
    List<String> indexes,
    @Nullable String key,
    @Nullable String filter,
    @Nullable String projection,
    List<String> given,
    boolean open) {
  static final Request NONE = new Request(List.of(), null, null, null, List.of(), false);

  private static final Pattern PLACEHOLDER = Pattern.compile("#\\w+");

  static Request of(Arguments arguments) {
    List<String> indexes = new ArrayList<>();
    Value index = arguments.keywords().get("IndexName");
    if (index != null) {
      for (Value.Alternative alternative : index.alternatives()) {
        if (alternative.atom() instanceof Atom.Text text) {
          indexes.add(
              text.literal() != null
                  ? String.valueOf(text.literal())
                  : text.environment() != null
                      ? "env:" + text.environment().variable()
                      : text.pattern());
        } else if (!(alternative.atom() instanceof Atom.Plain)) {
          indexes.add("?");
        }
      }
    }
    Map<String, String> names = new TreeMap<>();
    Value written = arguments.keywords().get("ExpressionAttributeNames");
    if (written != null && written.only() instanceof Dict dict) {
      dict.entries().forEach((key, value) -> names.put(key, String.valueOf(value.literal())));
    }
    return new Request(
        List.copyOf(indexes),
        expression(arguments.keywords().get("KeyConditionExpression"), names),
        expression(arguments.keywords().get("FilterExpression"), names),
        expression(arguments.keywords().get("ProjectionExpression"), names),
        List.copyOf(new java.util.TreeSet<>(arguments.keywords().keySet())),
        arguments.moreKeywords() != null || arguments.more() != null);
  }

  private static @Nullable String expression(@Nullable Value value, Map<String, String> names) {
    if (value == null) {
      return null;
    }
    Atom only = value.only();
    if (only instanceof Aws.Condition condition) {
      return condition.text();
    }
    if (!(only instanceof Atom.Text text)) {
      return "?";
    }
    Matcher matcher = PLACEHOLDER.matcher(text.pattern());
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), found.group())));
  }
}
