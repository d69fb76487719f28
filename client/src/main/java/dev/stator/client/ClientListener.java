package dev.stator.client;

/**
 * Is told of every attempt: exactly one event for each time that a request was sent or tried to be,
 * after it ended. The events of one call come in the order of its attempts; those of different
 * calls come as they end, on various threads, so a listener must be safe for use by many. It must
 * not block, as it may run on an event loop. What it throws is logged and otherwise without effect.
 */
@FunctionalInterface
public interface ClientListener {
  /** Does not listen. */
  ClientListener NONE = attempt -> {};

  /** An attempt has ended. */
  void attempted(Attempt attempt);
}
