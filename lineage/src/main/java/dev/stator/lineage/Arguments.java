package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, spreads already spread.
 *
 * @param more what further positional arguments may be, after a spread of unknown length; null when
 *     there are none
 * @param moreKeywords what further keyword arguments may be; null when there are none
 */
record Arguments(
    List<Value> positional,
    Map<String, Value> keywords,
    @Nullable Value more,
    @Nullable Value moreKeywords) {
  static final Arguments NONE = new Arguments(List.of(), Map.of(), null, null);

  Arguments prepend(Value first) {
    List<Value> all = new ArrayList<>(positional.size() + 1);
    all.add(first);
    all.addAll(positional);
    return new Arguments(List.copyOf(all), keywords, more, moreKeywords);
  }

  /** These first, then those: how a partial application meets its call. */
  Arguments then(Arguments later) {
    List<Value> all = new ArrayList<>(positional);
    all.addAll(later.positional);
    Map<String, Value> named = new LinkedHashMap<>(keywords);
    named.putAll(later.keywords);
    return new Arguments(
        List.copyOf(all),
        named,
        later.more == null ? more : later.more,
        later.moreKeywords == null ? moreKeywords : later.moreKeywords);
  }

  /** The argument by position or keyword, or null when it is not given. */
  @Nullable Value get(int position, String keyword) {
    if (position >= 0 && position < positional.size()) {
      return positional.get(position);
    }
    Value named = keywords.get(keyword);
    if (named != null) {
      return named;
    }
    Value open = position >= 0 && more != null ? more : moreKeywords;
    return open == null ? null : Merged.certain(open);
  }

  @Nullable Value keyword(String keyword) {
    return get(-1, keyword);
  }

  boolean isEmpty() {
    return positional.isEmpty() && keywords.isEmpty() && more == null && moreKeywords == null;
  }

  List<Value> all() {
    List<Value> all = new ArrayList<>(positional);
    all.addAll(keywords.values());
    if (more != null) {
      all.add(more);
    }
    if (moreKeywords != null) {
      all.add(moreKeywords);
    }
    return all;
  }
}
