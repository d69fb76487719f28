package dev.stator.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that a fake received, as it came. Immutable. */
public final class RecordedRequest {
  private final String operation;
  private final String method;
  private final String target;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  RecordedRequest(String operation, RequestHead head, byte[] body) {
    this.operation = operation;
    this.method = head.method();
    this.target = head.target();
    this.headers = List.copyOf(head.headers());
    this.body = body;
  }

  /** The operation's name in the service's API: {@code GetItem}, {@code UploadPart}. */
  public String operation() {
    return operation;
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** Path and query as sent, percent-encoded. */
  public String target() {
    return target;
  }

  /** All headers in the order sent, names as sent. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  /** The first header of that name in any case, or null. */
  public @Nullable String header(String name) {
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }

  /** A copy of the body. Bodies sent to S3 are not recorded: look at the objects. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  int bodyLength() {
    return body.length;
  }

  @Override
  public String toString() {
    return operation + " " + method + " " + target;
  }
}
