package dev.stator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What both ways to read several items have: query and scan. */
final class ReadOptions {
  @Option(
      names = "--index",
      paramLabel = "NAME",
      description = "Read this index instead of the table")
  @Nullable String index;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many items are wanted, not how many are evaluated; all by default")
  @Nullable Long limit;

  @Mixin final ExpressionOptions expressions = new ExpressionOptions();

  @Option(
      names = "--consistent",
      defaultValue = "false",
      description = "Strongly consistent, which costs twice as much; not on a global index")
  boolean consistent;

  @Mixin final CapacityOption capacity = new CapacityOption();

  long limit() {
    return limit == null ? Long.MAX_VALUE : limit;
  }

  /** Refuses a limit of nothing. */
  void check(String command) {
    if (limit != null && limit < 1) {
      throw CommandFailure.usage(command + ": --limit " + limit + ": must be 1 or more");
    }
  }
}
