package dev.stator.cli;

import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.local.LocalServiceException;
import dev.stator.local.LocalServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stator local}: DynamoDB and S3 on this machine, for as long as the command runs. */
@Command(
    name = "local",
    description = {
      "Starts DynamoDB Local and an S3 on 127.0.0.1, prints the environment in which the AWS CLI,"
          + " the AWS SDKs and stator use them, and runs until Ctrl-C. While it runs, --local makes"
          + " any command of stator use them.",
      "",
      "DynamoDB Local is Amazon's, under a licence of its own that asks for an AWS account; your"
          + " Maven fetches it on the first start."
    },
    footer = {
      "  stator local                              Tables in memory, on free ports",
      "  stator local --data-dir ~/tables          Tables and objects that stay",
      "  stator local --port 8000 --s3-port 9000",
      "  eval \"$(stator local --env)\"              In another terminal: use those that run"
    })
final class LocalCommand implements Callable<ExitCode> {
  private final Invocation invocation;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Keep tables and objects in this folder; else they end with the command")
  @Nullable Path dataDir;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of DynamoDB; a free one if not given")
  int port;

  @Option(
      names = "--s3-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of S3; a free one if not given")
  int s3Port;

  @Option(
      names = "--env",
      description = "Print the environment of the services that run already, and end")
  boolean env;

  LocalCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public ExitCode call() throws InterruptedException {
    return env ? printRunning() : serve();
  }

  private ExitCode printRunning() {
    Optional<LocalServices> running = LocalServices.running();
    if (running.isEmpty()) {
      throw CommandFailure.failed(
          "local services: none run", "start them in another terminal: stator local");
    }
    print(running.get());
    return ExitCode.OK;
  }

  private ExitCode serve() throws InterruptedException {
    requirePort("--port", port);
    requirePort("--s3-port", s3Port);
    LocalServices.Options options =
        (dataDir == null
                ? LocalServices.Options.inMemory()
                : LocalServices.Options.onFolder(dataDir))
            .withPorts(port, s3Port)
            .withDiscoverable(true)
            .withNotice(invocation::note);
    // Heard from before the start on: what has begun to start is ended in order, too.
    CompletableFuture<Optional<LocalServiceException>> end = new CompletableFuture<>();
    invocation.interruption().onRequest(() -> end.complete(Optional.empty()));
    Optional<LocalServiceException> failure;
    try (LocalServices services = LocalServices.start(options)) {
      print(services);
      invocation.out().flush();
      invocation.note(
          "DynamoDB and S3 run, "
              + (dataDir == null ? "in memory" : "in " + dataDir)
              + "; Ctrl-C ends them");
      var unused = services.failure().thenAccept(gone -> end.complete(Optional.of(gone)));
      failure = end.join();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    invocation.note("ended");
    return ExitCode.INTERRUPTED;
  }

  private void print(LocalServices services) {
    if (invocation.printsFacts()) {
      services
          .environment()
          .forEach((name, value) -> invocation.out().println("export " + name + "=" + value));
      return;
    }
    JsonWriter json = new JsonWriter(new Utf8Buffer(512)).beginObject();
    json.name("pid").value(services.pid());
    json.name("dynamoDbEndpoint").value(services.dynamoDbEndpoint().toString());
    json.name("s3Endpoint").value(services.s3Endpoint().toString());
    json.name("environment").beginObject();
    services.environment().forEach((name, value) -> json.name(name).value(value));
    json.endObject().endObject();
    invocation.out().println(new String(json.buffer().toByteArray(), StandardCharsets.UTF_8));
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > 65535) {
      throw CommandFailure.usage(
          "stator local: " + option + " " + port + ": not a port", "a port is 1 to 65535");
    }
  }
}
