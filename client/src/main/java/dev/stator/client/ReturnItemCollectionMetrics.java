package dev.stator.client;

/**
 * Whether a write reports the size of the item collection it touched; only tables with a local
 * index have any.
 */
public enum ReturnItemCollectionMetrics {
  /** An estimate of the size. */
  SIZE,
  /** Nothing. */
  NONE
}
