package dev.stator.cli;

/** How a command ended, for scripts. Part of the command's interface: numbers do not change. */
enum ExitCode {
  OK(0, "done"),
  FAILED(1, "failed; the error says what, where and why"),
  USAGE(2, "wrong usage: nothing was done"),
  FINDINGS(3, "done, with findings or differences"),
  PARTIAL(4, "done in part: some of it was refused, and a report says what"),
  INTERRUPTED(130, "interrupted, as by Ctrl-C"),
  READER_GONE(141, "whoever read stdout had enough, as head has");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }
}
