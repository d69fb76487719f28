package dev.stator.client;

/**
 * Which attributes of the item a write returns. PutItem and DeleteItem know {@link #NONE} and
 * {@link #ALL_OLD} only.
 */
public enum ReturnValues {
  /** None. */
  NONE,
  /** All, as they were before. */
  ALL_OLD,
  /** Those that were changed, as they were before. */
  UPDATED_OLD,
  /** All, as they are now. */
  ALL_NEW,
  /** Those that were changed, as they are now. */
  UPDATED_NEW
}
