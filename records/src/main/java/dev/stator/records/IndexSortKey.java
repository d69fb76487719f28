package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component is the sort key of secondary indexes. An index for which no component is an {@link
 * IndexPartitionKey} is a local one: it has the partition key of the table, which must have a
 * {@link SortKey} too. Where the component is absent, the item is not in the index.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface IndexSortKey {
  /** The names of the indexes. */
  String[] value();
}
