package dev.stator.cli;

import java.util.Locale;

/**
 * The forms in which commands print their data; {@link Verb#forms} says which command has which.
 */
enum OutputFormat {
  TABLE,
  JSON,
  JSONL,
  DYNAMODB_JSON,
  DOT,
  MERMAID,
  SARIF,
  POLICY,
  MATRIX,
  MARKDOWN,
  HTML;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
