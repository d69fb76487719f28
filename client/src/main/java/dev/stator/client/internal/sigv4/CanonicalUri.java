package dev.stator.client.internal.sigv4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The canonical forms of a path and a query, for requests that have more than a slash. */
final class CanonicalUri {
  private CanonicalUri() {}

  /**
   * A path without empty or dot segments, percent-encoded once more: the form for every service but
   * S3, which signs its paths as they are.
   */
  static String path(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") && !segments.isEmpty()) {
        segments.remove(segments.size() - 1);
      } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
        segments.add(segment);
      }
    }
    String normal = "/" + String.join("/", segments);
    normal = path.endsWith("/") && !segments.isEmpty() ? normal + '/' : normal;
    return normal.replace("%", "%25");
  }

  /** A query with its parameters sorted by name, then by value, each with an equals sign. */
  static String query(String query) {
    String[] parameters = query.split("&", -1);
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].indexOf('=') < 0) {
        parameters[i] += '=';
      }
    }
    // An equals sign sorts after digits, so "a=1" and "a1=0" need names and values compared apart.
    Arrays.sort(
        parameters,
        (one, other) -> {
          int names = name(one).compareTo(name(other));
          return names != 0 ? names : one.compareTo(other);
        });
    return String.join("&", parameters);
  }

  private static String name(String parameter) {
    return parameter.substring(0, parameter.indexOf('='));
  }
}
