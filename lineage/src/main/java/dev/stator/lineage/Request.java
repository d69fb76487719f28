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
 * @param indexes the values of {@code IndexName}, among them {@link #TABLE_ITSELF} where it may be
 *     absent; empty for the table itself
 * @param key the key condition, with names in place of {@code #placeholders}; for a call on one
 *     item the attributes of its key
 * @param given the names of the arguments that are given
 * @param consistency {@code strong} or {@code eventual} for a read that says so or leaves it out;
 *     null where it is not known
 * @param open whether there may be arguments that are not seen
 */
record Request(
    List<String> indexes,
    @Nullable String key,
    @Nullable String filter,
    @Nullable String projection,
    @Nullable String consistency,
    List<String> given,
    boolean open) {
  static final Request NONE = new Request(List.of(), null, null, null, null, List.of(), false);

  /** Among names of indexes, that there is none. */
  static final String TABLE_ITSELF = "";

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
        } else if (alternative.atom().equals(Atom.Plain.ABSENT)) {
          indexes.add(TABLE_ITSELF);
        } else if (!(alternative.atom() instanceof Atom.Plain)) {
          indexes.add("?");
        }
      }
    }
    Map<String, String> names = new TreeMap<>();
    Value written = given(arguments, "ExpressionAttributeNames");
    if (written != null && written.only() instanceof Dict dict) {
      dict.entries().forEach((key, value) -> names.put(key, String.valueOf(value.literal())));
    }
    boolean open = arguments.moreKeywords() != null || arguments.more() != null;
    Value operator = given(arguments, "ConditionalOperator");
    Value ofQuery = given(arguments, "QueryFilter");
    Value filter = ofQuery != null ? ofQuery : given(arguments, "ScanFilter");
    return new Request(
        List.copyOf(indexes),
        first(
            expression(given(arguments, "KeyConditionExpression"), names),
            LegacyConditions.of(given(arguments, "KeyConditions"), null),
            itemKey(given(arguments, "Key"))),
        first(
            expression(given(arguments, "FilterExpression"), names),
            LegacyConditions.of(filter, operator)),
        first(
            expression(given(arguments, "ProjectionExpression"), names),
            LegacyConditions.projection(given(arguments, "AttributesToGet"))),
        consistency(given(arguments, "ConsistentRead"), open),
        List.copyOf(new java.util.TreeSet<>(arguments.keywords().keySet())),
        open);
  }

  private static @Nullable String first(@Nullable String... texts) {
    return java.util.Arrays.stream(texts)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Value given(Arguments arguments, String name) {
    Value value = arguments.keywords().get(name);
    return value == null ? null : value.present();
  }

  private static @Nullable String itemKey(@Nullable Value key) {
    if (key == null || !(key.only() instanceof Dict dict) || dict.rest() != null) {
      return key == null ? null : "?";
    }
    List<String> parts = new ArrayList<>();
    for (Value.Alternative attribute : dict.keys().values()) {
      String name = attribute.atom() instanceof Atom.Text text ? text.literal() : null;
      parts.add((name == null ? "?" : name) + " = ?");
    }
    return parts.isEmpty() ? "?" : String.join(" AND ", parts);
  }

  private static @Nullable String consistency(@Nullable Value given, boolean open) {
    if (given == null) {
      return open ? null : "eventual";
    }
    if (given.only() instanceof Atom.Plain plain) {
      return switch (plain.kind()) {
        case TRUE -> "strong";
        case FALSE -> "eventual";
        default -> null;
      };
    }
    return null;
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
