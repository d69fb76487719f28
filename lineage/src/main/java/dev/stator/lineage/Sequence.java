package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list, tuple, set or iterator. Immutable; its hash is kept, as a dictionary's is. */
final class Sequence implements Atom {
  private final List<Value> elements;
  private final @Nullable Value rest;
  private final int hash;
  private final int weight;

  /**
   * A sequence of these, in order.
   *
   * @param rest what an element past the known ones may be; null when there is none
   */
  Sequence(List<Value> elements, @Nullable Value rest) {
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
