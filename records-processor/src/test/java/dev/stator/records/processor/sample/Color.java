package dev.stator.records.processor.sample;

/** An enum of three constants. */
public enum Color {
  RED,
  GREEN,
  DARK_BLUE
}
