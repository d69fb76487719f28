package dev.stator.client.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stator.client.internal.http.TransportException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A response's status line and headers: checked and read for what frames the body, otherwise left
 * as bytes until someone asks for a header by name. Immutable.
 */
final class ResponseHead {
  private static final byte[] CONTENT_LENGTH = lower("content-length");
  private static final byte[] TRANSFER_ENCODING = lower("transfer-encoding");
  private static final byte[] CONNECTION = lower("connection");

  private final byte[] bytes;
  private final int status;
  private final boolean http10;
  private long contentLength = -1;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;

  private ResponseHead(byte[] bytes) throws TransportException {
    this.bytes = bytes;
    int end = lineEnd(0);
    this.http10 = isStatusLine(end);
    this.status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    for (int at = end + 2; at < bytes.length - 2; at = lineEnd(at) + 2) {
      readHeader(at, lineEnd(at));
    }
    if (chunked && contentLength >= 0) {
      throw malformed("both a Content-Length and a chunked body");
    }
  }

  /** Reads a head that ends with its empty line. */
  static ResponseHead parse(byte[] bytes) throws TransportException {
    return new ResponseHead(bytes);
  }

  int status() {
    return status;
  }

  boolean interim() {
    return status < 200;
  }

  /** The announced length of the body, or -1. */
  long contentLength() {
    return contentLength;
  }

  boolean chunked() {
    return chunked;
  }

  /** Whether the server means to read another request from this connection. */
  boolean keepsAlive() {
    return !close && (!http10 || keepAlive);
  }

  @Nullable String header(String name) {
    byte[] wanted = lower(name);
    for (int at = lineEnd(0) + 2; at < bytes.length - 2; at = lineEnd(at) + 2) {
      int colon = at + wanted.length;
      if (colon < bytes.length && bytes[colon] == ':' && matches(at, wanted)) {
        return value(colon + 1, lineEnd(at));
      }
    }
    return null;
  }

  private boolean isStatusLine(int end) throws TransportException {
    boolean right =
        end >= 12
            && bytes[0] == 'H'
            && bytes[1] == 'T'
            && bytes[2] == 'T'
            && bytes[3] == 'P'
            && bytes[4] == '/'
            && bytes[5] == '1'
            && bytes[6] == '.'
            && (bytes[7] == '0' || bytes[7] == '1')
            && bytes[8] == ' '
            && bytes[9] >= '1'
            && bytes[9] <= '5'
            && isDigit(bytes[10])
            && isDigit(bytes[11])
            && (end == 12 || bytes[12] == ' ');
    for (int i = 13; right && i < end; i++) {
      right = !isControl(bytes[i]);
    }
    if (!right) {
      throw malformed("the status line is " + quoted(0, end));
    }
    return bytes[7] == '0';
  }

  private void readHeader(int from, int end) throws TransportException {
    int colon = from;
    while (colon < end && isTokenByte(bytes[colon])) {
      colon++;
    }
    if (colon == from || colon == end || bytes[colon] != ':') {
      throw malformed("a header line is " + quoted(from, end));
    }
    for (int i = colon + 1; i < end; i++) {
      if (isControl(bytes[i])) {
        throw malformed("a control character in the header " + quoted(from, colon));
      }
    }
    int length = colon - from;
    if (length == CONTENT_LENGTH.length && matches(from, CONTENT_LENGTH)) {
      readContentLength(value(colon + 1, end));
    } else if (length == TRANSFER_ENCODING.length && matches(from, TRANSFER_ENCODING)) {
      if (chunked || !value(colon + 1, end).equalsIgnoreCase("chunked")) {
        throw malformed("the transfer coding is " + quoted(colon + 1, end));
      }
      chunked = true;
    } else if (length == CONNECTION.length && matches(from, CONNECTION)) {
      for (String token : value(colon + 1, end).split(",", -1)) {
        close |= token.trim().equalsIgnoreCase("close");
        keepAlive |= token.trim().equalsIgnoreCase("keep-alive");
      }
    }
  }

  private void readContentLength(String value) throws TransportException {
    long length = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9' || length > Long.MAX_VALUE / 10 - 1) {
        throw malformed("the Content-Length is \"" + value + '"');
      }
      length = length * 10 + c - '0';
    }
    if (value.isEmpty() || (contentLength >= 0 && contentLength != length)) {
      throw malformed("the Content-Length is \"" + value + '"');
    }
    contentLength = length;
  }

  /** The index of the CR that ends the line; there is one, as the head ends with an empty line. */
  private int lineEnd(int from) {
    int i = from;
    while (bytes[i] != '\r' || bytes[i + 1] != '\n') {
      i++;
    }
    return i;
  }

  private boolean matches(int from, byte[] lowerCase) {
    for (int i = 0; i < lowerCase.length; i++) {
      byte b = bytes[from + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private String value(int from, int end) {
    int start = from;
    int stop = end;
    while (start < stop && (bytes[start] == ' ' || bytes[start] == '\t')) {
      start++;
    }
    while (stop > start && (bytes[stop - 1] == ' ' || bytes[stop - 1] == '\t')) {
      stop--;
    }
    return new String(bytes, start, stop - start, ISO_8859_1);
  }

  private String quoted(int from, int end) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = from; i < Math.min(end, from + 80); i++) {
      text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '?');
    }
    return text.append(end > from + 80 ? "...\"" : "\"").toString();
  }

  private static TransportException malformed(String what) {
    return new TransportException(Kind.MALFORMED, true, "Not an HTTP/1.1 response: " + what, null);
  }

  private static boolean isControl(byte b) {
    return (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** RFC 9110, 5.6.2. */
  private static boolean isTokenByte(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || isDigit(b)
        || (b > 0 && "!#$%&'*+-.^_`|~".indexOf(b) >= 0);
  }

  private static byte[] lower(String name) {
    byte[] bytes = name.getBytes(ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
        bytes[i] = (byte) (bytes[i] + 32);
      }
    }
    return bytes;
  }
}
