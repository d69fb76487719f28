package dev.stator.item;

/**
 * The ten types of a DynamoDB attribute value. Each constant is named by the type's tag on the wire
 * (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">
 * AttributeValue</a>).
 */
public enum AttributeType {
  /** String. */
  S,
  /** Number: up to 38 decimal digits, exact. */
  N,
  /** Binary. */
  B,
  /** Boolean. */
  BOOL,
  /** Null: present and null, which is not the same as absent. */
  NULL,
  /** String set. */
  SS,
  /** Number set. */
  NS,
  /** Binary set. */
  BS,
  /** List. */
  L,
  /** Map. */
  M
}
