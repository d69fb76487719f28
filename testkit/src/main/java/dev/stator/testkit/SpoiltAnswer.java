package dev.stator.testkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The operation is carried out, and its answer does not arrive as it should. */
final class SpoiltAnswer extends Fault {
  private final @Nullable String onlyService;
  private final Sending sending;

  interface Sending {
    void run(Connection connection, Response response) throws IOException, InterruptedException;
  }

  SpoiltAnswer(Sending sending) {
    this(null, sending);
  }

  /**
   * @param onlyService the one service whose answers can be spoilt so, or null
   */
  SpoiltAnswer(@Nullable String onlyService, Sending sending) {
    this.onlyService = onlyService;
    this.sending = sending;
  }

  @Override
  void send(Connection connection, Response response) throws IOException, InterruptedException {
    sending.run(connection, response);
  }

  @Override
  boolean fits(String service) {
    return onlyService == null || onlyService.equals(service);
  }
}
