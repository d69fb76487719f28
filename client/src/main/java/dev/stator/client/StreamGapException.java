package dev.stator.client;

import org.jspecify.annotations.Nullable;

/** A stream no longer has the records that a reading was to go on with. */
public final class StreamGapException extends DynamoException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable StreamGap gap;

  StreamGapException(StreamGap gap, @Nullable Throwable cause) {
    super(
        "GetRecords: " + gap + ", which keeps records for 24 hours",
        "bring what was built from the stream up to the table by other means, and then read on"
            + " with onGap",
        cause);
    this.gap = gap;
  }

  /** What is missing. Lost in serialization. */
  public @Nullable StreamGap gap() {
    return gap;
  }
}
