package dev.stator.records;

import dev.stator.item.KeySchema;

/**
 * A secondary index that the annotations of a record name.
 *
 * @param name the index's name
 * @param keys its key; that of a local index has the partition key of the table
 * @param local whether it is a local secondary index, and not a global one
 */
public record IndexSchema(String name, KeySchema keys, boolean local) {}
