package dev.stator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes, in which form, and what the command's exit code makes of it. */
final class LineageOutput {
  private static final Map<String, OutputFormat> ENDINGS =
      Map.of(
          "html", OutputFormat.HTML,
          "json", OutputFormat.JSON,
          "sarif", OutputFormat.SARIF,
          "md", OutputFormat.MARKDOWN,
          "dot", OutputFormat.DOT,
          "gv", OutputFormat.DOT,
          "mmd", OutputFormat.MERMAID,
          "txt", OutputFormat.TABLE);

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Write to this file instead of stdout; its ending decides the form without -o")
  @Nullable Path file;

  /** Refuses, before any work, what cannot be written. */
  void check(String command, Set<OutputFormat> forms, Invocation invocation) {
    OutputFormat form = form(invocation, OutputFormat.TABLE);
    if (!forms.contains(form)) {
      throw CommandFailure.usage(
          command + ": --to " + file + ": there is no report as " + form,
          "name the form: -o "
              + forms.stream().map(OutputFormat::toString).collect(Collectors.joining(", ")));
    }
    if (form == OutputFormat.HTML && file == null && invocation.terminal().outIsTerminal()) {
      throw CommandFailure.usage(
          command + ": --output html: a page is nothing for a terminal",
          "write it to a file: --to lineage.html");
    }
    if (file != null && Files.isDirectory(file)) {
      throw CommandFailure.usage(command + ": --to " + file + ": it is a folder", "name a file");
    }
  }

  /** The form that was asked for, or that the file's ending tells, or {@code usual}. */
  OutputFormat form(Invocation invocation, OutputFormat usual) {
    if (invocation.options().output != null) {
      return invocation.options().output;
    }
    if (file == null) {
      return usual;
    }
    String name = file.toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.getOrDefault(ending, usual);
  }

  boolean toFile() {
    return file != null;
  }

  /** Writes the whole report or nothing: a file that was there stays as it was until then. */
  void write(String report, Invocation invocation) {
    if (file == null) {
      invocation.out().print(report);
      return;
    }
    byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.write(file, bytes); // a pipe or a device, which cannot be replaced
      } else {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
          Files.write(part, bytes);
          Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the report cannot be written to " + file + ": " + LineageRun.reason(e),
          e,
          "name another file");
    }
    invocation.note("wrote " + file + ", " + Quantities.bytes(bytes.length));
  }

  /** The exit code for what was found of what the user wants none of. */
  ExitCode verdict(Map<String, Integer> found, Invocation invocation) {
    if (found.isEmpty()) {
      return ExitCode.OK;
    }
    String words =
        found.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + Quantities.count(entry.getValue()) + ")")
            .collect(Collectors.joining(", "));
    invocation.out().flush();
    invocation
        .terminal()
        .err()
        .println(invocation.errStyle().bad("fails") + " on " + words + ", as --fail-on asks");
    return ExitCode.FINDINGS;
  }

  /** Refuses a word of {@code --fail-on} that means nothing. */
  static void checkWords(String command, List<String> words, Collection<String> known) {
    for (String word : words) {
      if (!known.contains(word)) {
        List<String> similar = Similar.to(word, known);
        throw CommandFailure.usage(
            command + ": --fail-on " + word + ": not one of " + String.join(", ", known),
            similar.isEmpty()
                ? "see " + command + " --help"
                : "did you mean " + String.join(" or ", similar) + "?");
      }
    }
  }
}
