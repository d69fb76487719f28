package dev.stator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream into its JSON objects: one a line, or however they are set in lines, or as the
 * members of one array. What is between their braces is for others to read. Memory is that of the
 * longest one. Not for several threads.
 */
final class JsonValues {
  /** An item has 400 KB, which JSON may make some times as much. */
  private static final int LONGEST = 16 << 20;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final String source;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private int filled;
  private long line = 1;
  private long startLine = 1;
  private boolean inArray;
  private boolean wantsComma;
  private boolean begun;
  private boolean any;
  private boolean ended;

  /**
   * @param source what messages call the stream, such as {@code stdin}
   */
  JsonValues(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /**
   * Goes on to the next object.
   *
   * @return false at the end
   * @throws CommandFailure if something else comes next
   */
  boolean next() throws IOException {
    start = end;
    if (!begun) {
      begun = true;
      skipByteOrderMark();
    }
    while (true) {
      if (start == filled && !fill()) {
        if (inArray) {
          throw malformed(line, "the array is not closed");
        }
        return false;
      }
      byte b = buffer[start];
      line += b == '\n' ? 1 : 0;
      if (!isBlank(b) && !punctuates(b)) {
        break;
      }
      start++;
    }
    if (buffer[start] != '{' || ended || (inArray && wantsComma)) {
      throw malformed(line, "an item is wanted here, {...}, not " + shown());
    }
    startLine = line;
    any = true;
    wantsComma = true;
    findEnd();
    return true;
  }

  /** Whether more can be had without waiting for it. */
  boolean ready() throws IOException {
    for (int i = end; i < filled; i++) {
      if (!isBlank(buffer[i])) {
        return true;
      }
    }
    return in.available() > 0;
  }

  /** What {@link #offset()} and {@link #length()} are of; valid until the next object is read. */
  byte[] array() {
    return buffer;
  }

  int offset() {
    return start;
  }

  int length() {
    return end - start;
  }

  /** Where the object begins, as messages say it: {@code stdin, line 17}. */
  String place() {
    return source + ", line " + startLine;
  }

  /** What editors on Windows put before UTF-8; it says nothing. */
  private void skipByteOrderMark() throws IOException {
    boolean more = fill();
    while (more && filled < MARK.length && buffer[0] == MARK[0]) {
      more = fill();
    }
    if (filled >= MARK.length && Arrays.equals(buffer, 0, MARK.length, MARK, 0, MARK.length)) {
      start = MARK.length;
    }
  }

  /** The brackets and commas of an array around the objects. */
  private boolean punctuates(byte b) {
    if (b == '[' && !any && !inArray && !ended) {
      inArray = true;
      wantsComma = false;
      return true;
    }
    if (b == ',' && inArray && wantsComma) {
      wantsComma = false;
      return true;
    }
    if (b == ']' && inArray && (wantsComma || !any)) {
      inArray = false;
      ended = true;
      return true;
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private void findEnd() throws IOException {
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    int length = 0;
    while (true) {
      if (start + length == filled && !fill()) {
        throw malformed(startLine, "the item that begins here is not closed");
      }
      byte b = buffer[start + length++];
      line += b == '\n' ? 1 : 0;
      if (escaped) {
        escaped = false;
      } else if (inString) {
        escaped = b == '\\';
        inString = b != '"';
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        end = start + length;
        return;
      }
    }
  }

  /** Reads more behind what begins at {@code start}, which may move. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      end = 0;
      start = 0;
    }
    if (filled == buffer.length) {
      if (filled >= LONGEST) {
        throw malformed(startLine, "the item that begins here is longer than any item can be");
      }
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  private String shown() {
    int length = Math.min(20, filled - start);
    String text = new String(buffer, start, length, StandardCharsets.UTF_8);
    return CellText.visible(text.lines().findFirst().orElse(text));
  }

  private CommandFailure malformed(long at, String problem) {
    return CommandFailure.usage(
        source + ", line " + at + ": " + problem,
        "items are read as JSON objects, one after another or in one array");
  }
}
