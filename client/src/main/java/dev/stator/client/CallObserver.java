package dev.stator.client;

import org.jspecify.annotations.Nullable;

/**
 * Is told how a call goes on; see {@link ClientListener}. Its methods are called one after another,
 * on various threads; where a {@linkplain Hedging second request} is sent, perhaps at once.
 */
@FunctionalInterface
public interface CallObserver {
  /** Does not listen. */
  CallObserver NONE = attempt -> {};

  /**
   * An attempt has ended: exactly one event for each time that a request was sent or tried to be,
   * in their order. It comes after {@link #ended} where nobody waited for it any more: when the
   * caller had cancelled, or another request was faster.
   */
  void attempted(Attempt attempt);

  /**
   * The call has ended, and its caller is about to have the answer. Told once.
   *
   * @param failure what the caller is given instead of an answer: mostly a {@link DynamoException};
   *     a {@link java.util.concurrent.CancellationException} if the caller cancelled; null if the
   *     call succeeded
   */
  default void ended(@Nullable Throwable failure) {}
}
