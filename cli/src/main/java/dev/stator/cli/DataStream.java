package dev.stator.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stdout: UTF-8 whatever the locale says, buffered, and aware of why writing failed. A reader that
 * has seen enough, as {@code head}, is no error; a full disk is.
 */
final class DataStream extends PrintStream {
  private static final int BUFFER = 1 << 15;

  private final Remembering target;

  DataStream(OutputStream target) {
    this(new Remembering(target));
  }

  private DataStream(Remembering target) {
    super(new BufferedOutputStream(target, BUFFER), false, StandardCharsets.UTF_8);
    this.target = target;
  }

  /** Whether the other end of the pipe was closed; looked at after {@link #checkError()}. */
  boolean readerIsGone() {
    IOException failure = target.failure;
    // The text of EPIPE, on Linux and macOS alike; Java has no class for it.
    return failure != null && "Broken pipe".equals(failure.getMessage());
  }

  /** Why not everything was written; looked at after {@link #checkError()}. */
  String problem() {
    IOException failure = target.failure;
    return failure == null || failure.getMessage() == null ? "it was closed" : failure.getMessage();
  }

  /**
   * Writes out what is buffered.
   *
   * @throws StdoutClosedException if nobody takes it any more: there is no use in going on
   */
  void flushOrStop() {
    if (checkError()) {
      throw new StdoutClosedException();
    }
  }

  /** What is wrong is found out by whoever asks the stream for errors. */
  static final class StdoutClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StdoutClosedException() {
      super("stdout was closed", null, false, false);
    }
  }

  private static final class Remembering extends FilterOutputStream {
    private @Nullable IOException failure;

    Remembering(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
