package dev.stator.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes, before its name or after it. What the AWS CLI has too is
 * named as there. Flags have a default, without which a second mention would undo the first.
 */
@Command(
    name = "stator",
    header = "Everything around a DynamoDB table.",
    customSynopsis = "stator COMMAND [OPTIONS]",
    footer = {"  stator COMMAND --help     What a command does, with examples"})
final class GlobalOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "AWS profile; else AWS_PROFILE")
  @Nullable String profile;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      scope = ScopeType.INHERIT,
      description = "AWS region; else AWS_REGION or the profile's")
  @Nullable String region;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "Endpoint of DynamoDB; else AWS_ENDPOINT_URL_DYNAMODB. That of S3 is"
              + " AWS_ENDPOINT_URL_S3, that of both AWS_ENDPOINT_URL")
  @Nullable URI endpointUrl;

  @Option(
      names = "--local",
      scope = ScopeType.INHERIT,
      defaultValue = "false",
      description =
          "Use the services that `stator local` runs, or embedded ones if none do;"
              + " AWS is not touched")
  boolean local;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "Form of the data on stdout: ${COMPLETION-CANDIDATES}")
  @Nullable OutputFormat output;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      defaultValue = "false",
      description = "No progress and no notes on stderr, only errors")
  boolean quiet;

  @Option(
      names = "--no-progress",
      scope = ScopeType.INHERIT,
      defaultValue = "false",
      description = "No progress on stderr")
  boolean noProgress;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "Colour: ${COMPLETION-CANDIDATES}; NO_COLOR counts too")
  ColorMode color = ColorMode.AUTO;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      defaultValue = "false",
      description = "Print the stack trace of an error")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      defaultValue = "false",
      description = "Explain the command")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      defaultValue = "false",
      description = "Print the version")
  boolean version;
}
