package dev.stator.testkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that ends, or hangs, without an answer. Made by {@link Fault}. Immutable. */
public final class BrokenConnection extends Fault {
  private final Ending ending;
  private final boolean operationFirst;
  private final boolean beforeBody;

  interface Ending {
    void run(Connection connection) throws IOException, InterruptedException;
  }

  BrokenConnection(Ending ending, boolean operationFirst, boolean beforeBody) {
    this.ending = ending;
    this.operationFirst = operationFirst;
    this.beforeBody = beforeBody;
  }

  /**
   * The same, but the operation is carried out before: the client cannot know that its write has
   * happened.
   */
  public Fault afterTheOperation() {
    return new BrokenConnection(ending, true, false);
  }

  @Override
  @Nullable Response instead(Dialect dialect) {
    return operationFirst ? null : Response.empty(200, "");
  }

  @Override
  void send(Connection connection, Response response) throws IOException, InterruptedException {
    ending.run(connection);
  }

  @Override
  boolean beforeBody() {
    return beforeBody;
  }

  @Override
  boolean fitsConnect() {
    return true;
  }
}
