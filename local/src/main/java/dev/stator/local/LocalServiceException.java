package dev.stator.local;

import org.jspecify.annotations.Nullable;

/**
 * A local service cannot be started, or has ended by itself.
 *
 * <p>The message has two parts, each of which may be had alone: what went wrong, where and why;
 * then, on a line that begins with {@code hint:}, what to do about it.
 */
public final class LocalServiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final String hint;

  LocalServiceException(String problem, String hint) {
    this(problem, hint, null);
  }

  LocalServiceException(String problem, String hint, @Nullable Throwable cause) {
    super(problem + "\nhint: " + hint, cause);
    this.problem = problem;
    this.hint = hint;
  }

  /** What went wrong, where and why. May have several lines when the service itself said more. */
  public String problem() {
    return problem;
  }

  /** What the reader can do about it, as one line. */
  public String hint() {
    return hint;
  }
}
