package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that expressions have taken the place of, in the notation of expressions: {@code
 * KeyConditions}, {@code QueryFilter}, {@code ScanFilter} and {@code AttributesToGet}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html">Legacy
 *     conditional parameters</a>
 */
final class LegacyConditions {
  private LegacyConditions() {}

  /**
   * Conditions by their attributes.
   *
   * @param operator {@code ConditionalOperator}, null where it is not given
   * @return null where there are none
   */
  static @Nullable String of(@Nullable Value conditions, @Nullable Value operator) {
    if (conditions == null) {
      return null;
    }
    if (!(conditions.only() instanceof Dict dict) || dict.rest() != null || dict.isBlend()) {
      return "?";
    }
    List<String> parts = new ArrayList<>();
    dict.keys()
        .forEach(
            (held, key) -> {
              String attribute = key.atom() instanceof Atom.Text text ? text.literal() : null;
              parts.add(
                  condition(
                      attribute == null ? "?" : attribute,
                      dict.entries().getOrDefault(held, Value.NOTHING)));
            });
    String word = operator == null ? "AND" : operator.literal();
    return parts.size() > 1 && word == null ? "?" : String.join(" " + word + " ", parts);
  }

  private static String condition(String attribute, Value condition) {
    String operator = BatchRequests.inside(condition, "ComparisonOperator").literal();
    return switch (operator == null ? "" : operator) {
      case "EQ" -> attribute + " = ?";
      case "NE" -> attribute + " <> ?";
      case "LE" -> attribute + " <= ?";
      case "LT" -> attribute + " < ?";
      case "GE" -> attribute + " >= ?";
      case "GT" -> attribute + " > ?";
      case "BETWEEN" -> attribute + " BETWEEN ? AND ?";
      case "IN" -> attribute + " IN (?)";
      case "BEGINS_WITH" -> "begins_with(" + attribute + ", ?)";
      case "CONTAINS" -> "contains(" + attribute + ", ?)";
      case "NOT_CONTAINS" -> "NOT contains(" + attribute + ", ?)";
      case "NOT_NULL" -> "attribute_exists(" + attribute + ")";
      case "NULL" -> "attribute_not_exists(" + attribute + ")";
      default -> "?";
    };
  }

  /** The attributes of a list of names; null where there is none. */
  static @Nullable String projection(@Nullable Value attributes) {
    if (attributes == null) {
      return null;
    }
    if (!(attributes.only() instanceof Sequence list) || list.rest() != null) {
      return "?";
    }
    return String.join(
        ", ",
        list.elements().stream()
            .map(element -> element.literal() == null ? "?" : element.literal())
            .toList());
  }
}
