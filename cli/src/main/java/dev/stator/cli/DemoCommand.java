package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.local.LocalDynamoDb;
import dev.stator.local.LocalServiceException;
import dev.stator.local.LocalServices;
import dev.stator.replicate.Export;
import dev.stator.replicate.Replication;
import dev.stator.replicate.ReplicationOptions;
import dev.stator.replicate.ReplicationStoppedException;
import dev.stator.replicate.ReplicationSummary;
import dev.stator.replicate.S3Location;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stator demo}: the main job from end to end, on this machine. */
@Command(
    name = "demo",
    description = {
      "Starts DynamoDB and S3 on 127.0.0.1, fills a table with items of every type, some of them"
          + " awkward, replicates it, reads the export back and compares every item with what the"
          + " table was given. Then analyses a small application that comes with it, and says where"
          + " the report on its tables lies. Needs no AWS account and never touches yours.",
      "",
      "The export stays in a folder that it names. The table is in memory and ends with the demo;"
          + " with --stay, both services go on until Ctrl-C, for you to try other commands on."
    },
    footer = {
      "  stator demo",
      "  stator demo --items 1000000 --dir ~/stator-demo",
      "  stator demo -o json --quiet"
    })
final class DemoCommand implements Callable<ExitCode> {
  private static final String BUCKET = "demo";
  private static final int SEGMENTS = 32;
  private static final int STEPS = 5;

  private final Invocation invocation;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Items in the table; ${DEFAULT-VALUE} by default")
  int items;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder for what it makes, new or empty; else one among the temporary files")
  @Nullable Path dir;

  @Option(
      names = "--stay",
      description = "Let both services go on until Ctrl-C; --local then finds them")
  boolean stay;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (items < 1) {
      throw CommandFailure.usage("stator demo: --items " + items + ": a table has at least one");
    }
    Path folder = folder();
    // From here on a signal does not end the process: each step looks or listens for it.
    invocation.interruption().onRequest(() -> {});
    try {
      return run(folder);
    } catch (ReplicationStoppedException e) {
      return interrupted(folder);
    } catch (RuntimeException e) {
      putAway(folder);
      throw e;
    }
  }

  private ExitCode run(Path folder) throws IOException, InterruptedException {
    step(1, "DynamoDB and S3 start on 127.0.0.1");
    LocalServices services =
        LocalServices.start(
            new LocalServices.Options(
                    LocalDynamoDb.Options.inMemory(), folder.resolve("s3"), 0, stay)
                .withNotice(invocation::note));
    try (Connections connections = Connections.to(services)) {
      step(2, "a table of " + Quantities.count(items) + " items is filled");
      Duration load = load(connections.dynamo().blocking());
      if (invocation.interruption().requested()) {
        return interrupted(folder);
      }
      step(3, "it is replicated to s3://" + BUCKET);
      var unused = connections.s3().client().createBucket(request -> request.bucket(BUCKET));
      ReplicationSummary summary = replicate(connections);
      step(4, "the export is read back and compared, item by item");
      DemoProof proof = new DemoProof(items);
      Duration compare = compare(proof, Export.open(connections.s3(), summary.manifest()));
      if (invocation.interruption().requested()) {
        return interrupted(folder);
      }
      step(5, "an application's sources are searched for who uses which table");
      DemoLineage lineage = DemoLineage.analyze(folder.resolve("lineage"));
      new DemoResult(items, load, summary, proof, compare, lineage, folder).print(invocation, stay);
      if (stay && proof.differences() == 0) {
        stay(services);
      }
      return proof.differences() == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }
  }

  /** Until it is interrupted, which is the usual end of it, or DynamoDB ends by itself. */
  private void stay(LocalServices services) {
    CompletableFuture<Optional<LocalServiceException>> end = new CompletableFuture<>();
    var unused = services.failure().thenAccept(gone -> end.complete(Optional.of(gone)));
    invocation.interruption().onRequest(() -> end.complete(Optional.empty()));
    invocation.out().flush();
    invocation.note("DynamoDB and S3 go on; Ctrl-C ends them");
    end.join()
        .ifPresent(
            gone -> {
              throw gone;
            });
  }

  private Duration load(BlockingDynamoClient dynamo) throws InterruptedException {
    DemoLoad load = new DemoLoad(dynamo, items, invocation.interruption()::requested);
    long start = System.nanoTime();
    ProgressDisplay progress = display(start, load::written);
    try {
      load.run();
    } finally {
      progress.close();
    }
    return since(start);
  }

  private ReplicationSummary replicate(Connections connections) {
    Replication replication =
        new Replication(
            connections.dynamo(),
            connections.s3(),
            ReplicationOptions.builder(DemoTable.NAME, new S3Location(BUCKET, ""))
                .segments(SEGMENTS)
                .build());
    invocation.interruption().onRequest(replication::cancel);
    ProgressDisplay progress =
        ProgressDisplay.start(invocation, () -> ReplicationReport.snapshot(replication.progress()));
    try {
      return replication.run();
    } finally {
      progress.close();
    }
  }

  private Duration compare(DemoProof proof, Export export) {
    long start = System.nanoTime();
    ProgressDisplay progress = display(start, proof::seen);
    try {
      proof.read(export, invocation.interruption()::requested);
    } finally {
      progress.close();
    }
    return since(start);
  }

  private ProgressDisplay display(long start, IntSupplier done) {
    return ProgressDisplay.start(
        invocation, () -> new ProgressSnapshot(done.getAsInt(), 0, 0, 0, items, since(start)));
  }

  private void step(int number, String what) {
    invocation.note(invocation.errStyle().bold(number + "/" + STEPS) + " " + what);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Path folder() throws IOException {
    if (dir == null) {
      return Files.createTempDirectory("stator-demo-");
    }
    try {
      Files.createDirectories(dir);
      try (Stream<Path> content = Files.list(dir)) {
        if (content.findAny().isPresent()) {
          throw CommandFailure.usage(
              "stator demo: --dir " + dir + ": the folder is not empty",
              "name a new one, or remove it: " + DemoResult.remove(dir));
        }
      }
      return dir.toRealPath();
    } catch (FileSystemException e) {
      throw CommandFailure.failed(
          "stator demo: --dir " + dir + ": no folder can be made there (" + e.getMessage() + ")",
          e,
          "name another one");
    }
  }

  private ExitCode interrupted(Path folder) {
    tellWhatIsIn(folder);
    return ExitCode.INTERRUPTED;
  }

  private void tellWhatIsIn(Path folder) {
    invocation.terminal().err().println("stopped; what was made is in " + folder);
    invocation.terminal().err().println("remove it: " + DemoResult.remove(folder));
  }

  /** Nothing is left of a demo that could not begin. */
  private void putAway(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder.resolve("s3"));
      if (dir == null) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      tellWhatIsIn(folder);
    }
  }
}
