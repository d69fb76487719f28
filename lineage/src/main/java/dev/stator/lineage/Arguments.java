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
 * @param ways where the keywords come out of one of several dictionaries, those of each; {@code
 *     keywords} then are what any of them may be. Empty where there is one way only
 */
record Arguments(
    List<Value> positional,
    Map<String, Value> keywords,
    @Nullable Value more,
    @Nullable Value moreKeywords,
    List<Map<String, Value>> ways) {
  static final Arguments NONE = new Arguments(List.of(), Map.of(), null, null);

  /** More ways than this are joined to one. */
  static final int MOST_WAYS = 6;

  /** What belongs together: an index is one of its own table. */
  private static final List<String> TOGETHER = List.of("TableName", "IndexName");

  Arguments(
      List<Value> positional,
      Map<String, Value> keywords,
      @Nullable Value more,
      @Nullable Value moreKeywords) {
    this(positional, keywords, more, moreKeywords, List.of());
  }

  /** These, with the keywords of one way in the places that name a table or its index. */
  Arguments by(Map<String, Value> way) {
    Map<String, Value> named = new LinkedHashMap<>(keywords);
    for (String together : TOGETHER) {
      Value given = way.get(together);
      if (given == null) {
        named.remove(together);
      } else {
        named.put(together, given);
      }
    }
    return new Arguments(positional, named, more, moreKeywords);
  }

  Arguments prepend(Value first) {
    List<Value> all = new ArrayList<>(positional.size() + 1);
    all.add(first);
    all.addAll(positional);
    return new Arguments(List.copyOf(all), keywords, more, moreKeywords, ways);
  }

  /** These first, then those: how a partial application meets its call. */
  Arguments then(Arguments later) {
    List<Value> all = new ArrayList<>(positional);
    all.addAll(later.positional);
    List<Map<String, Value>> both = new ArrayList<>();
    for (Map<String, Value> first : ways.isEmpty() ? List.of(keywords) : ways) {
      for (Map<String, Value> second :
          later.ways.isEmpty() ? List.of(later.keywords) : later.ways) {
        Map<String, Value> way = new LinkedHashMap<>(first);
        second.forEach((name, value) -> put(way, name, value));
        both.add(way);
      }
    }
    Map<String, Value> named = joined(both);
    return new Arguments(
        List.copyOf(all),
        named,
        later.more == null ? more : later.more,
        later.moreKeywords == null ? moreKeywords : later.moreKeywords,
        both.size() > 1 && both.size() <= MOST_WAYS ? List.copyOf(both) : List.of());
  }

  /** Sets a keyword; a value that may be absent leaves beside it what was there. */
  static void put(Map<String, Value> keywords, String name, Value value) {
    Value before = value.mayBeAbsent() ? keywords.get(name) : null;
    keywords.put(name, before == null ? value : before.join(value.present()));
  }

  /** What the keywords may be, going any of the ways; absent where some way lacks one. */
  static Map<String, Value> joined(List<Map<String, Value>> ways) {
    if (ways.size() == 1) {
      return ways.get(0);
    }
    Map<String, Value> all = new LinkedHashMap<>();
    for (Map<String, Value> way : ways) {
      way.forEach((name, value) -> all.merge(name, value, Value::join));
    }
    all.replaceAll(
        (name, value) ->
            ways.stream().allMatch(way -> way.containsKey(name)) ? value : value.orAbsent());
    return all;
  }

  /** The argument by position or keyword, or null when it is not given. */
  @Nullable Value get(int position, String keyword) {
    if (position >= 0 && position < positional.size()) {
      return positional.get(position);
    }
    Value named = keywords.get(keyword);
    if (named != null) {
      return named.mayBeAbsent() ? named.present() : named;
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
