package dev.stator.client;

import org.jspecify.annotations.Nullable;

/** There is no region, endpoint or identity to send a request with, or one that makes no sense. */
public final class ConfigurationException extends DynamoException {
  private static final long serialVersionUID = 1;

  /** What is missing or wrong. */
  public enum Kind {
    NO_REGION,
    NO_CREDENTIALS,
    NO_SUCH_PROFILE,
    /** A file or a variable does not hold what it should. */
    MALFORMED
  }

  private final Kind kind;

  ConfigurationException(Kind kind, String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
    this.kind = kind;
  }

  /** What is missing or wrong. */
  public Kind kind() {
    return kind;
  }
}
