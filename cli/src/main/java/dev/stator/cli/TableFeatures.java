package dev.stator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a table does with its items by itself: they expire, and their changes are streamed. */
final class TableFeatures {
  @Option(
      names = "--ttl",
      paramLabel = "ATTRIBUTE",
      description = "Items expire at the time in this attribute, in seconds since 1970")
  @Nullable String timeToLive;

  @Option(
      names = "--stream",
      paramLabel = "VIEW",
      description = "A stream of changes: ${COMPLETION-CANDIDATES}")
  @Nullable StreamView stream;

  /** Refuses an attribute without a name. */
  void check(String command) {
    if (timeToLive != null && timeToLive.isEmpty()) {
      throw CommandFailure.usage(command + ": --ttl names no attribute");
    }
  }
}
