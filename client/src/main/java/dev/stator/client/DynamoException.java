package dev.stator.client;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong with a call, as one family:
 *
 * <ul>
 *   <li>{@link ServiceException}: DynamoDB answered, and its answer is an error;
 *   <li>{@link NoAnswerException}: no usable answer came;
 *   <li>{@link InvalidRequestException}: the request is none that could be sent;
 *   <li>{@link InvalidItemException}: an item would be refused, and was not sent;
 *   <li>{@link InvalidCursorException}: a cursor is not one to go on from;
 *   <li>{@link StreamGapException}: a stream no longer has what was to be read;
 *   <li>{@link ConfigurationException}: there was nothing to send it with.
 * </ul>
 *
 * <p>{@link #problem} is one line with what failed, where and why; {@link #hint} says what may
 * help; the message is both. Secret keys, tokens and signatures are in none of them. Immutable but
 * for what {@link Throwable} adds.
 */
public abstract sealed class DynamoException extends RuntimeException
    permits ServiceException,
        NoAnswerException,
        InvalidRequestException,
        InvalidItemException,
        InvalidCursorException,
        StreamGapException,
        ConfigurationException {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final String hint;

  DynamoException(String problem, String hint, @Nullable Throwable cause) {
    super(hint.isEmpty() ? problem : problem + "\nhint: " + hint, cause);
    this.problem = problem;
    this.hint = hint;
  }

  /** What failed, where and why, in one line. */
  public final String problem() {
    return problem;
  }

  /** What may help; empty when there is nothing to say. */
  public final String hint() {
    return hint;
  }
}
