package dev.stator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command has around it: the three streams, the environment, and what is known of the
 * screen.
 *
 * <p>Data goes to {@code out}, everything meant for a person to {@code err}.
 *
 * @param environment the environment variables; no command asks the process for them
 * @param columns the width of the screen, for what is drawn in one line. A screen that has none to
 *     tell, as 0, has the usual one
 */
record Terminal(
    InputStream in,
    DataStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns) {
  private static final int USUAL_COLUMNS = 80;

  Terminal {
    columns = columns > 0 ? columns : USUAL_COLUMNS;
  }

  /**
   * The terminal of this process. Both streams print UTF-8, whatever the locale says, and {@code
   * out} is buffered: whoever ends the process flushes it.
   *
   * <p>Java 17 cannot tell whether one stream alone is a terminal, so the launcher says it in the
   * property {@code stator.terminal}, as the digits of the file descriptors that are.
   */
  static Terminal ofProcess() {
    String descriptors = System.getProperty("stator.terminal", "");
    return new Terminal(
        System.in,
        new DataStream(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        descriptors.contains("0"),
        descriptors.contains("1"),
        descriptors.contains("2"),
        Integer.getInteger("stator.columns", USUAL_COLUMNS));
  }
}
