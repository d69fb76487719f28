package dev.stator.client;

import java.lang.System.Logger.Level;

/** Tells the listener, and keeps its failures away from the calls. */
final class Events {
  private static final System.Logger LOG = System.getLogger("dev.stator.client");

  private final ClientListener listener;

  Events(ClientListener listener) {
    this.listener = listener;
  }

  boolean heard() {
    return listener != ClientListener.NONE;
  }

  void tell(Attempt attempt) {
    try {
      listener.attempted(attempt);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The client's listener failed on " + attempt.call(), e);
    }
  }
}
