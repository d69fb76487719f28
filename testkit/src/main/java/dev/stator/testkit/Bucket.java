package dev.stator.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A bucket: objects in the order of their keys' UTF-8 bytes, and uploads under way. */
final class Bucket {
  /** The order in which S3 lists: by bytes, where Java's own would go by UTF-16 units. */
  static final Comparator<String> KEY_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Instant created = Instant.now();
  private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(KEY_ORDER);
  private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();

  Instant created() {
    return created;
  }

  NavigableMap<String, StoredObject> objects() {
    return objects;
  }

  /** Uploads by their id. */
  Map<String, MultipartUpload> uploads() {
    return uploads;
  }

  /** Uploads in the order S3 lists them: by key, then by id, which is by time. */
  NavigableMap<String, MultipartUpload> uploadsInOrder() {
    NavigableMap<String, MultipartUpload> ordered = new TreeMap<>(KEY_ORDER);
    uploads.forEach((id, upload) -> ordered.put(upload.key() + "\n" + id, upload));
    return ordered;
  }

  StoredObject get(String key) {
    StoredObject object = objects.get(key);
    if (object == null) {
      throw S3Error.noSuchKey();
    }
    return object;
  }

  MultipartUpload upload(S3Request request) {
    MultipartUpload upload = uploads.get(request.uploadId());
    if (upload == null || !upload.key().equals(request.key())) {
      throw S3Error.noSuchUpload();
    }
    return upload;
  }

  /** Stores an object if the request's conditions hold: one writer at a time. */
  synchronized void store(S3Request request, StoredObject object) {
    checkWrite(request.head(), objects.get(request.key()));
    objects.put(request.key(), object);
  }

  private static void checkWrite(RequestHead head, @Nullable StoredObject existing) {
    String ifNoneMatch = head.header("if-none-match");
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.equals("*")) {
        throw S3Error.notImplemented("If-None-Match with anything but * on a write");
      }
      if (existing != null) {
        throw S3Error.preconditionFailed();
      }
    }
    String ifMatch = head.header("if-match");
    if (ifMatch != null) {
      if (existing == null) {
        throw S3Error.noSuchKey();
      }
      if (!existing.isAmong(ifMatch)) {
        throw S3Error.preconditionFailed();
      }
    }
  }
}
