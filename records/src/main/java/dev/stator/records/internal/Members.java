package dev.stator.records.internal;

import dev.stator.item.DynamoNumber;
import dev.stator.item.json.ItemReader;
import java.util.HashSet;
import java.util.Set;

/** The members of sets, none of which is there twice. */
public final class Members {
  private Members() {}

  /**
   * A fresh set for {@link #distinct}, where different values may be stored alike, as the {@code
   * BigDecimal}s 1 and 1.0 are.
   */
  public static Set<Object> seen() {
    return new HashSet<>();
  }

  /** Makes sure that a set can be written where it cannot be left out. */
  public static void notEmpty(Set<?> members) {
    if (members.isEmpty()) {
      throw new Fault(
          "the set is empty: DynamoDB has no empty sets, and it cannot be left out here");
    }
  }

  /** The member as it is written, which was not seen before. */
  public static DynamoNumber distinct(Set<Object> seen, DynamoNumber member) {
    if (!seen.add(member)) {
      throw Fault.twice(member);
    }
    return member;
  }

  /** The member as it is written, which was not seen before. */
  public static String distinct(Set<Object> seen, String member) {
    if (!seen.add(member)) {
      throw Fault.twice("\"" + member + "\"");
    }
    return member;
  }

  /** Adds a member that was read, which is not in the set. */
  public static <T> void add(ItemReader in, Set<T> members, T member) {
    if (!members.add(member)) {
      throw Fault.twice(in.scalarText());
    }
  }
}
