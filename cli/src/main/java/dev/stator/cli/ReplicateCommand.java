package dev.stator.cli;

import dev.stator.client.DynamoException;
import dev.stator.replicate.Compression;
import dev.stator.replicate.ExportFormat;
import dev.stator.replicate.Replication;
import dev.stator.replicate.ReplicationException;
import dev.stator.replicate.ReplicationOptions;
import dev.stator.replicate.ReplicationProgress;
import dev.stator.replicate.ReplicationStoppedException;
import dev.stator.replicate.ReplicationSummary;
import dev.stator.replicate.S3Location;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator replicate}: a table, or some of it, to S3. */
@Command(
    name = "replicate",
    description = {
      "Scans the table in parallel segments and writes it below s3://BUCKET/PREFIX/AWSDynamoDB/ in"
          + " the layout of DynamoDB's own export, which ImportTable, Athena and Glue read. The"
          + " manifest is written last: an export without manifest-summary.json is not finished.",
      "",
      "A scan is no snapshot: an item that changes meanwhile is exported as it is when its page is"
          + " read. [API: DescribeTable, Scan]"
    },
    footer = {
      "  stator replicate orders s3://backup/orders",
      "  stator replicate orders s3://backup/paid --filter \"status = 'paid'\" --compression zstd",
      "  stator replicate orders s3://lake/orders --format json --projection \"id, total, address.zip\"",
      "  stator replicate orders s3://backup/orders -o json --quiet | jq .items"
    })
final class ReplicateCommand implements Callable<ExitCode> {
  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Parameters(
      index = "1",
      paramLabel = "s3://BUCKET/PREFIX",
      description = "Where to; the bucket must exist")
  String destination = "";

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Segments of the scan, up to 1000000; 0, the default, chooses by the table's size")
  int segments;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "8",
      description = "Segments read at a time, 1 to 32; ${DEFAULT-VALUE} by default")
  int workers;

  @Option(
      names = "--consistent",
      description = "Strongly consistent reads, which cost twice as much")
  boolean consistent;

  @Mixin private final ExpressionOptions expressions = new ExpressionOptions();

  @Option(
      names = "--index",
      paramLabel = "NAME",
      description = "Scan this index instead of the table")
  @Nullable String index;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "dynamodb-json",
      description =
          "Lines of ${COMPLETION-CANDIDATES}; json is plain and keeps no types."
              + " ${DEFAULT-VALUE} by default")
  Format format = Format.DYNAMODB_JSON;

  @Option(
      names = "--compression",
      paramLabel = "HOW",
      defaultValue = "none",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default")
  Packing compression = Packing.NONE;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      defaultValue = "256MiB",
      converter = ByteSize.Converter.class,
      description =
          "Begin a new object after so many bytes before compression; ${DEFAULT-VALUE} by default")
  ByteSize fileSize = new ByteSize(0);

  @Option(
      names = "--bucket-region",
      paramLabel = "REGION",
      description = "The bucket's region, if it is not the table's")
  @Nullable String bucketRegion;

  @Option(
      names = "--overwrite",
      description = "Replace a finished export in the same place; else it is an error")
  boolean overwrite;

  ReplicateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public ExitCode call() {
    ReplicationOptions options = options();
    try (Connections connections = Connections.open(invocation, bucketRegion)) {
      Replication replication = new Replication(connections.dynamo(), connections.s3(), options);
      invocation.interruption().onRequest(replication::cancel);
      ReplicationSummary summary = run(replication);
      ReplicationReport.print(summary, invocation);
      return ExitCode.OK;
    } catch (ReplicationStoppedException e) {
      invocation
          .terminal()
          .err()
          .println(
              "stopped after "
                  + Quantities.count(e.progress().items())
                  + " items: "
                  + whatIsLeft(e.progress()));
      return ExitCode.INTERRUPTED;
    }
  }

  private ReplicationSummary run(Replication replication) {
    ProgressDisplay progress =
        ProgressDisplay.start(invocation, () -> ReplicationReport.snapshot(replication.progress()));
    try {
      return replication.run();
    } catch (ReplicationException | DynamoException e) {
      progress.close();
      if (replication.progress().objects() > 0) {
        invocation.note(whatIsLeft(replication.progress()));
      }
      throw e;
    } finally {
      progress.close();
    }
  }

  private ReplicationOptions options() {
    ExpressionOptions.Parsed parsed = expressions.parse();
    try {
      return ReplicationOptions.builder(table, S3Location.parse(destination))
          .index(index)
          .segments(segments)
          .workers(workers)
          .consistentRead(consistent)
          .filter(parsed.filter())
          .projection(parsed.projection())
          .names(parsed.names())
          .values(parsed.values())
          .format(format.meaning)
          .compression(compression.meaning)
          .fileSize(fileSize.bytes())
          .overwrite(overwrite)
          .build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "stator replicate: " + e.getMessage(), "see stator replicate --help");
    }
  }

  private String whatIsLeft(ReplicationProgress progress) {
    long objects = progress.objects();
    return "no manifest was written, "
        + (objects == 0
            ? "no data object is left"
            : objects == 1 ? "1 data object is left" : objects + " data objects are left")
        + " below "
        + destination
        + "; the same command begins anew and clears them";
  }

  private enum Format {
    DYNAMODB_JSON(ExportFormat.DYNAMODB_JSON),
    JSON(ExportFormat.JSON);

    private final ExportFormat meaning;

    Format(ExportFormat meaning) {
      this.meaning = meaning;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private enum Packing {
    NONE(Compression.NONE),
    GZIP(Compression.GZIP),
    ZSTD(Compression.ZSTD);

    private final Compression meaning;

    Packing(Compression meaning) {
      this.meaning = meaning;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
