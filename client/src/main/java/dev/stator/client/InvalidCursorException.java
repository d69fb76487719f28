package dev.stator.client;

import org.jspecify.annotations.Nullable;

/**
 * A cursor that nobody can go on from: what came back is not what {@link Cursors} handed out, or
 * was handed out for something else. Where cursors come from outside, this is the caller's fault.
 */
public final class InvalidCursorException extends DynamoException {
  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  public enum Kind {
    /** It is no cursor: cut off, altered, or something else altogether. */
    GARBLED,
    /** Its signature is none of ours: made up, altered, or signed with a key that is not known. */
    FORGED,
    /** It is whole, but of a query or scan that reads something else. */
    OF_ANOTHER_READ
  }

  private final Kind kind;

  InvalidCursorException(Kind kind, CallFacts call, String why, @Nullable Throwable cause) {
    super(call + ": the cursor " + why, hint(kind), cause);
    this.kind = kind;
  }

  /** What is wrong with it. */
  public Kind kind() {
    return kind;
  }

  private static String hint(Kind kind) {
    return switch (kind) {
      case GARBLED, FORGED -> "begin again without a cursor";
      case OF_ANOTHER_READ ->
          "table, index, key condition, filter, direction and segment must be as they were";
    };
  }
}
