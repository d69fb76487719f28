package dev.stator.cli;

/** The forms in which a command prints its data. */
enum OutputFormat {
  TABLE("table"),
  JSON("json"),
  JSONL("jsonl");

  private final String text;

  OutputFormat(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
