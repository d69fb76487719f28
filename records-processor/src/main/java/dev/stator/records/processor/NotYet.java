package dev.stator.records.processor;

/** A type is not there in this round: another processor may write it for the next one. */
final class NotYet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotYet() {
    super(null, null, false, false);
  }
}
