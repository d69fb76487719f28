package dev.stator.client;

import dev.stator.records.DynamoItem;
import dev.stator.records.PartitionKey;

/** A record without a version, and with a number that may overflow. */
@DynamoItem
record Note(@PartitionKey String id, int count) {}
