package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list, tuple, set or iterator. Immutable; its hash is kept, as a dictionary's is. The elements
 * of one that is not ordered are known, but not the place of each.
 */
final class Sequence implements Atom {
  private final List<Value> elements;
  private final @Nullable Value rest;
  private final boolean ordered;
  private final int hash;
  private final int weight;

  /**
   * A sequence of these, in order.
   *
   * @param rest what an element past the known ones may be; null when there is none
   */
  Sequence(List<Value> elements, @Nullable Value rest) {
    this(elements, rest, true);
  }

  private Sequence(List<Value> elements, @Nullable Value rest, boolean ordered) {
    this.ordered = ordered;
    List<Value> kept = new ArrayList<>(elements.size());
    Value more = rest == null ? null : rest.light();
    int sum = more == null ? 1 : 1 + more.weight();
    for (Value element : elements) {
      Value light = element.light();
      kept.add(light);
      sum = Math.min(Value.HEAVIEST, sum + light.weight());
    }
    this.elements = List.copyOf(kept);
    this.rest = more;
    this.weight = sum;
    this.hash = this.elements.hashCode() * 31 + Objects.hashCode(more);
  }

  List<Value> elements() {
    return elements;
  }

  @Nullable Value rest() {
    return rest;
  }

  boolean ordered() {
    return ordered;
  }

  /** The same elements in an order that is not known. */
  Sequence unordered() {
    return ordered && elements.size() > 1 ? new Sequence(elements, rest, false) : this;
  }

  /** Any number of the same elements, each of which may be gone or anywhere. */
  Sequence scattered() {
    return new Sequence(List.of(), anyElement());
  }

  /** The same with other elements. */
  Sequence of(List<Value> others) {
    return new Sequence(others, rest, ordered);
  }

  /** With one more that may be past the known ones. */
  Sequence open(Value more) {
    return new Sequence(elements, rest == null ? more : rest.join(more), ordered);
  }

  /** Whether nothing about its elements and their places is open. */
  boolean isExact() {
    return rest == null && (ordered || elements.size() < 2);
  }

  /** The element at a place, from the end where negative; null where it is not known. */
  @Nullable Value at(int place) {
    int index = place < 0 ? place + elements.size() : place;
    boolean known = ordered && (rest == null || place >= 0);
    return known && index >= 0 && index < elements.size() ? elements.get(index) : null;
  }

  /** How many atoms it is made of, at most {@link Value#HEAVIEST}. */
  int weight() {
    return weight;
  }

  Value anyElement() {
    Value any = rest == null ? Value.NOTHING : rest;
    return any.join(Value.join(elements));
  }

  /** What either may be, order forgotten. */
  Sequence or(Sequence other) {
    return new Sequence(List.of(), anyElement().join(other.anyElement()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Sequence that
            && hash == that.hash
            && ordered == that.ordered
            && elements.equals(that.elements)
            && Objects.equals(rest, that.rest));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "Sequence" + elements + (rest == null ? "" : " or " + rest);
  }
}
