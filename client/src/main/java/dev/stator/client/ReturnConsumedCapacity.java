package dev.stator.client;

/** How much of the consumed capacity an answer reports. */
public enum ReturnConsumedCapacity {
  /** The total, and what of it each table and index took. */
  INDEXES,
  /** The total. */
  TOTAL,
  /** Nothing. */
  NONE
}
