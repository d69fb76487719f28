package dev.stator.cli;

import dev.stator.local.LocalDynamoDb;
import dev.stator.local.LocalServices;
import java.net.URI;

/** A DynamoDB Local, and the command that works with it. */
final class LocalTables implements AutoCloseable {
  private final LocalDynamoDb service = LocalDynamoDb.start(LocalDynamoDb.Options.inMemory());

  URI endpoint() {
    return service.endpoint();
  }

  /** A command that has not run. */
  Stator stator() {
    return new Stator()
        .with("AWS_ENDPOINT_URL_DYNAMODB", service.endpoint().toString())
        .with("AWS_ACCESS_KEY_ID", LocalServices.ACCESS_KEY_ID)
        .with("AWS_SECRET_ACCESS_KEY", LocalServices.SECRET_ACCESS_KEY)
        .with("AWS_REGION", LocalServices.REGION);
  }

  Stator.Outcome run(String... arguments) {
    return stator().launch(arguments);
  }

  /** Runs what must go well. */
  String done(String... arguments) {
    Stator.Outcome outcome = run(arguments);
    if (outcome.code() != ExitCode.OK) {
      throw new AssertionError(String.join(" ", arguments) + ": " + outcome.err());
    }
    return outcome.out();
  }

  @Override
  public void close() {
    service.close();
  }
}
