package dev.stator.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a path-style request to S3 is about: all of it is in the head. */
record S3Request(
    S3Operation operation, String bucket, String key, Map<String, String> query, RequestHead head) {

  /** A connection without a request. */
  static S3Request connect(RequestHead head) {
    return new S3Request(S3Operation.CONNECT, "", "", Map.of(), head);
  }

  static S3Request of(RequestHead head) throws MalformedRequestException {
    String target = head.target();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Map<String, String> query = query(mark < 0 ? "" : target.substring(mark + 1));
    int slash = path.indexOf('/', 1);
    String bucket = decode(slash < 0 ? path.substring(1) : path.substring(1, slash));
    String key = slash < 0 ? "" : decode(path.substring(slash + 1));
    return new S3Request(operation(head, bucket, key, query), bucket, key, query, head);
  }

  private static Map<String, String> query(String text) throws MalformedRequestException {
    Map<String, String> query = new LinkedHashMap<>();
    if (!text.isEmpty()) {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(decode(name), decode(value.replace("+", "%20")));
      }
    }
    return query;
  }

  /** Percent decoding; a plus sign stays one. */
  private static String decode(String text) throws MalformedRequestException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedRequestException("\"" + text + "\" is not percent-encoded", e);
    }
  }

  private static S3Operation operation(
      RequestHead head, String bucket, String key, Map<String, String> query) {
    if (bucket.isEmpty()) {
      return head.method().equals("GET") ? S3Operation.LIST_BUCKETS : S3Operation.OTHER;
    }
    for (String subresource : SUBRESOURCES) {
      if (query.containsKey(subresource)) {
        return S3Operation.OTHER;
      }
    }
    return key.isEmpty() ? ofBucket(head, query) : ofObject(head, query);
  }

  private static final String[] SUBRESOURCES = {
    "acl",
    "attributes",
    "cors",
    "encryption",
    "legal-hold",
    "lifecycle",
    "location",
    "logging",
    "notification",
    "object-lock",
    "policy",
    "replication",
    "restore",
    "retention",
    "select",
    "tagging",
    "torrent",
    "versionId",
    "versioning",
    "versions",
    "website"
  };

  private static S3Operation ofBucket(RequestHead head, Map<String, String> query) {
    return switch (head.method()) {
      case "PUT" -> S3Operation.CREATE_BUCKET;
      case "HEAD" -> S3Operation.HEAD_BUCKET;
      case "DELETE" -> S3Operation.DELETE_BUCKET;
      case "POST" -> query.containsKey("delete") ? S3Operation.DELETE_OBJECTS : S3Operation.OTHER;
      case "GET" -> {
        if (query.containsKey("uploads")) {
          yield S3Operation.LIST_MULTIPART_UPLOADS;
        }
        yield "2".equals(query.get("list-type")) ? S3Operation.LIST_OBJECTS_V2 : S3Operation.OTHER;
      }
      default -> S3Operation.OTHER;
    };
  }

  private static S3Operation ofObject(RequestHead head, Map<String, String> query) {
    boolean upload = query.containsKey("uploadId");
    boolean copy = head.header("x-amz-copy-source") != null;
    return switch (head.method()) {
      case "PUT" -> {
        if (upload) {
          yield copy ? S3Operation.OTHER : S3Operation.UPLOAD_PART;
        }
        yield copy ? S3Operation.COPY_OBJECT : S3Operation.PUT_OBJECT;
      }
      case "GET" -> upload ? S3Operation.LIST_PARTS : S3Operation.GET_OBJECT;
      case "HEAD" -> S3Operation.HEAD_OBJECT;
      case "DELETE" -> upload ? S3Operation.ABORT_MULTIPART_UPLOAD : S3Operation.DELETE_OBJECT;
      case "POST" -> {
        if (upload) {
          yield S3Operation.COMPLETE_MULTIPART_UPLOAD;
        }
        yield query.containsKey("uploads")
            ? S3Operation.CREATE_MULTIPART_UPLOAD
            : S3Operation.OTHER;
      }
      default -> S3Operation.OTHER;
    };
  }

  @Nullable String query(String name, @Nullable String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  String uploadId() {
    return query.getOrDefault("uploadId", "");
  }

  /** A query parameter that is a number. */
  int number(String name, int otherwise) {
    String value = query.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw S3Error.invalidArgument(name + " is \"" + value + "\", not a number");
    }
  }

  /** The part's number, or 0 for a request that has none. */
  int partNumber() {
    return number("partNumber", 0);
  }
}
