package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [from:to:step]} whose bounds are known. */
record Slice(@Nullable Integer from, @Nullable Integer to, int step) {
  /** The slice, or null where some bound is not known. */
  static @Nullable Slice of(@Nullable Value from, @Nullable Value to, @Nullable Value step) {
    Integer first = bound(from);
    Integer last = bound(to);
    Integer by = bound(step);
    boolean known =
        (first != null || isNone(from))
            && (last != null || isNone(to))
            && (by != null || isNone(step));
    return known && (by == null || by != 0) ? new Slice(first, last, by == null ? 1 : by) : null;
  }

  private static @Nullable Integer bound(@Nullable Value value) {
    return Numbers.index(value);
  }

  private static boolean isNone(@Nullable Value value) {
    return value == null || Boolean.TRUE.equals(Truth.isNone(value));
  }

  /** The elements that it means, in its order. */
  <T> List<T> cut(List<T> all) {
    int size = all.size();
    int least = step > 0 ? 0 : -1;
    int most = step > 0 ? size : size - 1;
    int start = from == null ? (step > 0 ? least : most) : clamped(from, size, least, most);
    int end = to == null ? (step > 0 ? most : least) : clamped(to, size, least, most);
    List<T> cut = new ArrayList<>();
    for (long i = start; step > 0 ? i < end : i > end; i += step) {
      cut.add(all.get((int) i));
    }
    return cut;
  }

  private static int clamped(int bound, int size, int least, int most) {
    return Math.max(least, Math.min(most, bound < 0 ? bound + size : bound));
  }
}
