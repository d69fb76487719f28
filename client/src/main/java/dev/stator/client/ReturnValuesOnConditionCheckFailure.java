package dev.stator.client;

/** Whether a failed condition brings the item along. */
public enum ReturnValuesOnConditionCheckFailure {
  /** The item, as it is. */
  ALL_OLD,
  /** Nothing. */
  NONE
}
