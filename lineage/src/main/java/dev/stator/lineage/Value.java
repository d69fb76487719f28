package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may be: a small set of alternatives, each with the way it came. Immutable. Two
 * values are equal when their atoms are, whatever the ways: a context of a call that brings the
 * same atoms is the same context.
 */
final class Value {
  /** More possible values than this are not followed: the rest becomes one unknown. */
  static final int WIDEST = 32;

  /** More containers of one kind than this are joined to one, entry by entry. */
  private static final int CONTAINERS = 6;

  /**
   * A value of more atoms than this, those in its containers counted, is not kept in a further
   * container: nested alternatives multiply.
   */
  static final int HEAVIEST = 4096;

  /** No value at all: unreachable, or never assigned. */
  static final Value NOTHING = new Value(List.of());

  record Alternative(Atom atom, @Nullable Trace trace) {}

  private final List<Alternative> alternatives;
  private int hash;
  private int weight;

  private Value(List<Alternative> alternatives) {
    this.alternatives = alternatives;
  }

  static Value of(Atom atom, @Nullable Trace trace) {
    return new Value(List.of(new Alternative(atom, trace)));
  }

  static Value of(Atom atom) {
    return of(atom, null);
  }

  static Value unknown(String reason, @Nullable Trace trace) {
    return of(new Atom.Unknown(reason, false), trace);
  }

  static Value text(String text) {
    return of(Atom.Text.of(text), null);
  }

  List<Alternative> alternatives() {
    return alternatives;
  }

  boolean isNothing() {
    return alternatives.isEmpty();
  }

  // The same value joined to itself is by far the most frequent join.
  @SuppressWarnings("ReferenceEquality")
  Value join(Value other) {
    if (this == other || other.isNothing()) {
      return this;
    }
    if (isNothing()) {
      return other;
    }
    List<Alternative> merged = null;
    for (Alternative alternative : other.alternatives) {
      if (!contains(merged == null ? alternatives : merged, alternative.atom())) {
        if (merged == null) {
          merged = new ArrayList<>(alternatives);
        }
        if (merged.size() >= WIDEST) {
          Atom rest = new Atom.Unknown("more than " + WIDEST + " values are possible", false);
          if (!contains(merged, rest)) {
            merged.add(new Alternative(rest, alternative.trace()));
          }
          break;
        }
        merged.add(alternative);
      }
    }
    return merged == null ? this : new Value(List.copyOf(joinContainers(merged)));
  }

  private static List<Alternative> joinContainers(List<Alternative> alternatives) {
    int dicts = 0;
    int sequences = 0;
    for (Alternative alternative : alternatives) {
      dicts += alternative.atom() instanceof Dict ? 1 : 0;
      sequences += alternative.atom() instanceof Sequence ? 1 : 0;
    }
    if (dicts <= CONTAINERS && sequences <= CONTAINERS) {
      return alternatives;
    }
    List<Alternative> kept = new ArrayList<>();
    Alternative dict = null;
    Alternative sequence = null;
    for (Alternative alternative : alternatives) {
      if (dicts > CONTAINERS && alternative.atom() instanceof Dict next) {
        dict =
            dict == null
                ? alternative
                : new Alternative(((Dict) dict.atom()).or(next), dict.trace());
      } else if (sequences > CONTAINERS && alternative.atom() instanceof Sequence next) {
        sequence =
            sequence == null
                ? alternative
                : new Alternative(((Sequence) sequence.atom()).or(next), sequence.trace());
      } else {
        kept.add(alternative);
      }
    }
    if (dict != null) {
      kept.add(dict);
    }
    if (sequence != null) {
      kept.add(sequence);
    }
    return kept;
  }

  /** How many atoms it is made of, those in its containers counted, at most {@link #HEAVIEST}. */
  int weight() {
    if (weight == 0) {
      int sum = 1;
      for (Alternative alternative : alternatives) {
        int inner =
            alternative.atom() instanceof Dict dict
                ? dict.weight()
                : alternative.atom() instanceof Sequence sequence ? sequence.weight() : 1;
        sum = Math.min(HEAVIEST, sum + inner);
      }
      weight = sum;
    }
    return weight;
  }

  /** The value, or an unknown in place of one that is too heavy to be kept in a container. */
  Value light() {
    return weight() < HEAVIEST
        ? this
        : unknown("a part of a larger structure than is followed", trace());
  }

  static Value join(List<Value> values) {
    Value joined = NOTHING;
    for (Value value : values) {
      joined = joined.join(value);
    }
    return joined;
  }

  // The same atom again is by far the most frequent case.
  @SuppressWarnings("ReferenceEquality")
  private static boolean contains(List<Alternative> alternatives, Atom atom) {
    for (Alternative alternative : alternatives) {
      Atom known = alternative.atom();
      if (known == atom || (known.getClass() == atom.getClass() && known.equals(atom))) {
        return true;
      }
    }
    return false;
  }

  /** The value with one more step on the way of each alternative. */
  Value via(SourceFile file, int at, String what) {
    if (alternatives.size() == 1) {
      Alternative only = alternatives.get(0);
      return of(only.atom(), Trace.step(only.trace(), file, at, what));
    }
    List<Alternative> moved = new ArrayList<>(alternatives.size());
    for (Alternative alternative : alternatives) {
      moved.add(
          new Alternative(alternative.atom(), Trace.step(alternative.trace(), file, at, what)));
    }
    return new Value(List.copyOf(moved));
  }

  /** Each alternative turned into a value, joined. */
  Value flatMap(Function<Alternative, Value> mapping) {
    Value joined = NOTHING;
    for (Alternative alternative : alternatives) {
      joined = joined.join(mapping.apply(alternative));
    }
    return joined;
  }

  /** The value as the default of a parameter that no call was seen to give. */
  Value asDefault() {
    return flatMap(alternative -> of(alternative.atom().asDefault(), alternative.trace()));
  }

  /** The value where it is there at all: without {@link Atom.Plain#ABSENT}. */
  Value present() {
    return filter(atom -> !Atom.Plain.ABSENT.equals(atom));
  }

  boolean mayBeAbsent() {
    return any(Atom.Plain.ABSENT::equals);
  }

  /** The value, or nothing. */
  Value orAbsent() {
    return join(of(Atom.Plain.ABSENT));
  }

  Value filter(Predicate<Atom> keep) {
    List<Alternative> kept = new ArrayList<>(alternatives.size());
    for (Alternative alternative : alternatives) {
      if (keep.test(alternative.atom())) {
        kept.add(alternative);
      }
    }
    return kept.size() == alternatives.size() ? this : new Value(List.copyOf(kept));
  }

  boolean any(Predicate<Atom> test) {
    for (Alternative alternative : alternatives) {
      if (test.test(alternative.atom())) {
        return true;
      }
    }
    return false;
  }

  @Nullable Trace trace() {
    return alternatives.isEmpty() ? null : alternatives.get(0).trace();
  }

  /**
   * Whether the two differ in anything that could name a table or lead to one, and not only in why
   * something is not known.
   */
  boolean tellsMoreThan(@Nullable Value other) {
    for (Alternative alternative : alternatives) {
      boolean tells =
          !(alternative.atom() instanceof Atom.Unknown)
              && !(alternative.atom() instanceof Atom.Plain);
      if (tells && (other == null || !contains(other.alternatives, alternative.atom()))) {
        return true;
      }
    }
    return false;
  }

  /** The only atom, or null when there are none or several. */
  @Nullable Atom only() {
    return alternatives.size() == 1 ? alternatives.get(0).atom() : null;
  }

  /** The one literal text that this is, or null. */
  @Nullable String literal() {
    return only() instanceof Atom.Text text ? text.literal() : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Value that)
        || alternatives.size() != that.alternatives.size()
        || hashCode() != that.hashCode()) {
      return false;
    }
    for (Alternative alternative : alternatives) {
      if (!contains(that.alternatives, alternative.atom())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int sum = 1;
      for (Alternative alternative : alternatives) {
        sum += alternative.atom().hashCode();
      }
      hash = sum;
    }
    return hash;
  }

  @Override
  public String toString() {
    return alternatives.stream()
        .map(alternative -> alternative.atom().toString())
        .toList()
        .toString();
  }
}
