package dev.stator.replicate;

/**
 * Thrown by {@link Replication#run()} after {@link Replication#cancel()}: everything is closed, no
 * manifest was written, and data objects that were finished are still there.
 */
public final class ReplicationStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ReplicationProgress progress;

  ReplicationStoppedException(ReplicationProgress progress) {
    super("the replication was stopped before its end");
    this.progress = progress;
  }

  /** How far it got. */
  public ReplicationProgress progress() {
    return progress;
  }
}
