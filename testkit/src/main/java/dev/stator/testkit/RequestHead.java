package dev.stator.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request line and headers, as received. Reused from request to request of a connection: header
 * positions lie in an array and only what is asked for becomes a string.
 */
final class RequestHead {
  private byte[] bytes = new byte[2048];
  private int length;

  /** Name start, name end, value start, value end of each header. */
  private int[] positions = new int[4 * 32];

  private int headers;
  private String method = "";
  private String target = "";

  /**
   * Copies and parses a head.
   *
   * @param end the position after the empty line
   */
  void parse(byte[] buffer, int start, int end) throws MalformedRequestException {
    length = end - start;
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    System.arraycopy(buffer, start, bytes, 0, length);
    headers = 0;
    int lineEnd = endOfLine(0);
    parseRequestLine(lineEnd);
    int line = lineEnd + 2;
    while (line < length - 2) {
      lineEnd = endOfLine(line);
      addHeader(line, lineEnd);
      line = lineEnd + 2;
    }
  }

  private int endOfLine(int from) throws MalformedRequestException {
    for (int i = from; i < length - 1; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    throw new MalformedRequestException("a header line has no end");
  }

  private void parseRequestLine(int end) throws MalformedRequestException {
    int first = indexOf((byte) ' ', 0, end);
    int second = first < 0 ? -1 : indexOf((byte) ' ', first + 1, end);
    if (second < 0) {
      throw new MalformedRequestException("the request line is \"" + text(0, end) + "\"");
    }
    method = text(0, first);
    target = text(first + 1, second);
  }

  private void addHeader(int start, int end) throws MalformedRequestException {
    int colon = indexOf((byte) ':', start, end);
    if (colon <= start) {
      throw new MalformedRequestException("a header line is \"" + text(start, end) + "\"");
    }
    int value = colon + 1;
    while (value < end && isSpace(bytes[value])) {
      value++;
    }
    int valueEnd = end;
    while (valueEnd > value && isSpace(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    int at = 4 * headers++;
    if (at == positions.length) {
      positions = Arrays.copyOf(positions, 2 * positions.length);
    }
    positions[at] = start;
    positions[at + 1] = colon;
    positions[at + 2] = value;
    positions[at + 3] = valueEnd;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  private int indexOf(byte wanted, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  String method() {
    return method;
  }

  /** Path and query, still percent-encoded. */
  String target() {
    return target;
  }

  /** The first header of that name, in any case. */
  @Nullable String header(String name) {
    for (int at = 0; at < 4 * headers; at += 4) {
      if (positions[at + 1] - positions[at] == name.length() && named(at, name)) {
        return text(positions[at + 2], positions[at + 3]);
      }
    }
    return null;
  }

  private boolean named(int at, String name) {
    int start = positions[at];
    for (int i = 0; i < name.length(); i++) {
      if (lower(bytes[start + i]) != lower((byte) name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }

  boolean has(String name, String value) {
    return value.equalsIgnoreCase(header(name));
  }

  /** All headers in the order received; names keep their case. */
  List<Map.Entry<String, String>> headers() {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    for (int at = 0; at < 4 * headers; at += 4) {
      all.add(
          Map.entry(
              text(positions[at], positions[at + 1]), text(positions[at + 2], positions[at + 3])));
    }
    return all;
  }

  /** The body's length on the wire, or 0 where none is declared. */
  long contentLength() throws MalformedRequestException {
    String value = header("content-length");
    if (value == null) {
      return 0;
    }
    try {
      long declared = Long.parseLong(value);
      if (declared >= 0) {
        return declared;
      }
    } catch (NumberFormatException e) {
      throw new MalformedRequestException("Content-Length is \"" + value + "\"", e);
    }
    throw new MalformedRequestException("Content-Length is \"" + value + "\"");
  }
}
