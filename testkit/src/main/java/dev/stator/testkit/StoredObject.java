package dev.stator.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An object at rest.
 *
 * @param etag the entity tag without quotes
 * @param headers the header lines that are given back with it
 * @param modified to the second, as HTTP can say it
 */
record StoredObject(Payload payload, String etag, String headers, Instant modified) {
  private static final List<String> KEPT =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-language",
          "expires",
          "x-amz-storage-class");

  static StoredObject of(Payload payload, String etag, String headers) {
    return new StoredObject(
        payload, etag, headers, Instant.ofEpochSecond(System.currentTimeMillis() / 1000));
  }

  /** What of a request's head belongs to the object that it makes. */
  static String headersOf(RequestHead head) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> header : head.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-meta-") || KEPT.contains(name)) {
        lines.append(name).append(": ").append(header.getValue()).append("\r\n");
      } else if (name.equals("content-encoding")) {
        String encoding = header.getValue().replaceAll("aws-chunked\\s*,?\\s*", "");
        if (!encoding.isBlank()) {
          lines.append(name).append(": ").append(encoding).append("\r\n");
        }
      }
    }
    if (lines.indexOf("content-type: ") < 0) {
      lines.append("content-type: binary/octet-stream\r\n");
    }
    return lines.toString();
  }

  String quotedEtag() {
    return '"' + etag + '"';
  }

  /** Whether a list of entity tags in a condition, or {@code *}, means this object. */
  boolean isAmong(String etags) {
    if (etags.trim().equals("*")) {
      return true;
    }
    for (String each : etags.split(",", -1)) {
      if (each.trim().replace("\"", "").equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
