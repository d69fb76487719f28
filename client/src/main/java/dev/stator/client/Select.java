package dev.stator.client;

/** What a query or scan returns of the items. */
public enum Select {
  /** All attributes. */
  ALL_ATTRIBUTES,
  /** All attributes that the index holds. */
  ALL_PROJECTED_ATTRIBUTES,
  /** The attributes of the projection expression. */
  SPECIFIC_ATTRIBUTES,
  /** Only how many there are. */
  COUNT
}
