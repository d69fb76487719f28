package dev.stator.client;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an update may be done twice. It may if it only sets attributes to given values, removes
 * attributes, or takes members out of sets. It may not if it counts, appends, reads one attribute
 * to set another, or touches a list by index, since the second time it finds what the first time
 * left.
 */
final class UpdateRepetition {
  private static final String PATH = "[\\w#.]+";
  private static final String SET = PATH + "\\s*=\\s*:\\w+";
  private static final String TAKE = PATH + "\\s+:\\w+";
  private static final Pattern HARMLESS =
      Pattern.compile(
          "\\s*((SET\\s+"
              + listOf(SET)
              + "|REMOVE\\s+"
              + listOf(PATH)
              + "|DELETE\\s+"
              + listOf(TAKE)
              + ")\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private UpdateRepetition() {}

  static boolean isHarmless(@Nullable String updateExpression) {
    return updateExpression == null || HARMLESS.matcher(updateExpression).matches();
  }

  private static String listOf(String element) {
    return element + "(\\s*,\\s*" + element + ")*+";
  }
}
