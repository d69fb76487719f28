package dev.stator.records.processor;

import dev.stator.item.AttributeType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record's annotations say about the table.
 *
 * @param partition the partition key's component, or null: then there is no other key either
 * @param sort the sort key's component, if there is one
 * @param indexes the secondary indexes, in the order they are named
 * @param version the version's component, if there is one
 * @param timeToLive the time to live's component, if there is one
 */
record KeyModel(
    @Nullable ComponentModel partition,
    @Nullable ComponentModel sort,
    List<Index> indexes,
    @Nullable ComponentModel version,
    @Nullable ComponentModel timeToLive) {
  /**
   * A secondary index.
   *
   * @param partition its partition key's component; that of the table where it is local
   */
  record Index(
      String name, ComponentModel partition, @Nullable ComponentModel sort, boolean local) {
    /** The same text for equal indexes of different records. */
    String signature() {
      return KeyModel.signature(partition) + KeyModel.signature(sort) + local;
    }
  }

  /** The components of the table's key: none, one or two. */
  List<ComponentModel> ofTable() {
    return Stream.of(partition, sort).filter(Objects::nonNull).toList();
  }

  /** The same text for equal keys of different records. */
  String signature() {
    return signature(partition) + signature(sort);
  }

  static String signature(@Nullable ComponentModel key) {
    return key == null ? "none " : key.attribute() + " " + wire(key) + " ";
  }

  /** The type of a key's attribute. */
  static AttributeType wire(ComponentModel key) {
    return ((ValueType.Scalar) key.value()).wire();
  }
}
