package dev.stator.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary with the entries that are known. An entry that may be missing has {@link
 * Atom.Plain#ABSENT} among its values. A key that is not a literal is held by the text of its atom.
 * Immutable; its hash is kept, since dictionaries nest and are compared far more often than they
 * are made.
 */
final class Dict implements Atom {
  static final Dict EMPTY = new Dict(Map.of(), Map.of(), null, false);

  /** Before the text of a key that is not literal. */
  private static final char OPAQUE = '\0';

  private final Map<String, Value> entries;
  private final Map<String, Value.Alternative> keys;
  private final @Nullable Value rest;
  private final boolean blend;
  private final int hash;
  private final int weight;

  private Dict(
      Map<String, Value> entries,
      Map<String, Value.Alternative> keys,
      @Nullable Value rest,
      boolean blend) {
    this.blend = blend;
    this.entries = Collections.unmodifiableMap(entries);
    this.keys = Collections.unmodifiableMap(keys);
    this.rest = rest;
    this.hash = entries.hashCode() * 31 + Objects.hashCode(rest);
    int sum = rest == null ? 1 : 1 + rest.weight();
    for (Value value : entries.values()) {
      sum = Math.min(Value.HEAVIEST, sum + value.weight());
    }
    this.weight = sum;
  }

  Map<String, Value> entries() {
    return entries;
  }

  /** What each key is and where it comes from; no part of equality. */
  Map<String, Value.Alternative> keys() {
    return keys;
  }

  /** What an entry not listed may be; null when there is none. */
  @Nullable Value rest() {
    return rest;
  }

  /**
   * What an entry by a key that is not among the literal ones may be: those of keys that are not
   * known, and the rest; null when there is none.
   */
  @Nullable Value unlisted() {
    Value unlisted = rest;
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      if (!isLiteral(entry.getKey())) {
        unlisted = unlisted == null ? entry.getValue() : unlisted.join(entry.getValue());
      }
    }
    return unlisted;
  }

  /** Whether the key that an entry is held by is the key's own text. */
  static boolean isLiteral(String held) {
    return held.isEmpty() || held.charAt(0) != OPAQUE;
  }

  /** Whether it stands for several dictionaries, so that not all its entries need be there. */
  boolean isBlend() {
    return blend;
  }

  /** How many atoms it is made of, at most {@link Value#HEAVIEST}. */
  int weight() {
    return weight;
  }

  Dict with(Value.Alternative key, Value value) {
    return copy().put(key, value).build();
  }

  Dict with(String key, Value value) {
    return with(new Value.Alternative(Atom.Text.of(key), null), value);
  }

  /** With the entries of another, which win. */
  Dict with(Dict other) {
    return copy().putAll(other).build();
  }

  Dict open(Value more) {
    return new Dict(entries, keys, rest == null ? more : rest.join(more), blend);
  }

  /** With any entry being this as well, listed or not. */
  Dict orAny(Value more) {
    Builder all = copy();
    entries.forEach((name, value) -> all.entries.put(name, value.join(more).light()));
    return all.open(more).build();
  }

  /** What either may be: each entry of both, and maybe absent where only one has it. */
  Dict or(Dict other) {
    Builder both = builder();
    for (Map.Entry<String, Value.Alternative> key : keys.entrySet()) {
      Value ours = entries.getOrDefault(key.getKey(), Value.NOTHING);
      Value theirs = other.entries.get(key.getKey());
      both.put(key.getValue(), theirs == null ? ours.orAbsent() : ours.join(theirs));
    }
    for (Map.Entry<String, Value.Alternative> key : other.keys.entrySet()) {
      if (!entries.containsKey(key.getKey())) {
        Value theirs = other.entries.getOrDefault(key.getKey(), Value.NOTHING);
        both.put(key.getValue(), theirs.orAbsent());
      }
    }
    return both.open(rest).open(other.rest).blend(true).build();
  }

  /** Without an entry. */
  Dict without(String key) {
    Builder fewer = copy();
    fewer.entries.remove(key);
    fewer.keys.remove(key);
    return fewer.build();
  }

  @Nullable Value get(Atom key) {
    return entries.get(name(key));
  }

  private static String name(Atom key) {
    String literal = key instanceof Atom.Text text ? text.literal() : null;
    if (literal != null) {
      return literal;
    }
    return key instanceof Atom.Plain plain ? plain.text() : OPAQUE + key.toString();
  }

  /** A dictionary in the making, to be filled entry by entry. */
  static Builder builder() {
    return new Builder();
  }

  private Builder copy() {
    return new Builder().putAll(this);
  }

  static final class Builder {
    private final Map<String, Value> entries = new LinkedHashMap<>();
    private final Map<String, Value.Alternative> keys = new LinkedHashMap<>();
    private @Nullable Value rest;
    private boolean blend;

    /** Sets an entry. One by an unknown key stays beside what other unknown keys have set. */
    Builder put(Value.Alternative key, Value value) {
      String name = name(key.atom());
      Value before = key.atom() instanceof Atom.Unknown ? entries.get(name) : null;
      entries.put(name, (before == null ? value : before.join(value)).light());
      keys.put(name, key);
      return this;
    }

    Builder put(String key, Value value) {
      return put(new Value.Alternative(Atom.Text.of(key), null), value);
    }

    /** Puts all entries of another; one that may be absent leaves beside it what was there. */
    Builder putAll(Dict other) {
      for (Map.Entry<String, Value> entry : other.entries.entrySet()) {
        Value before = entry.getValue().mayBeAbsent() ? entries.get(entry.getKey()) : null;
        entries.put(
            entry.getKey(),
            before == null ? entry.getValue() : before.join(entry.getValue().present()));
      }
      keys.putAll(other.keys);
      blend |= other.blend;
      return open(other.rest);
    }

    /** Goes on from another dictionary in place of this. */
    Builder become(Dict other) {
      entries.clear();
      keys.clear();
      rest = null;
      return putAll(other);
    }

    Builder open(@Nullable Value more) {
      rest = rest == null || more == null ? (more == null ? rest : more) : rest.join(more);
      return this;
    }

    /** Says that not all entries need be there. */
    Builder blend(boolean several) {
      blend |= several;
      return this;
    }

    Dict build() {
      return new Dict(entries, keys, rest == null ? null : rest.light(), blend);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Dict that
            && hash == that.hash
            && entries.equals(that.entries)
            && Objects.equals(rest, that.rest));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "Dict" + entries + (rest == null ? "" : " or " + rest);
  }
}
