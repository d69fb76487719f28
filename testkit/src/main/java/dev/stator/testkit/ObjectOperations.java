package dev.stator.testkit;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PutObject, GetObject, HeadObject, CopyObject, DeleteObject. */
final class ObjectOperations {
  private final S3Store store;

  ObjectOperations(S3Store store) {
    this.store = store;
  }

  Response put(S3Request request, RequestBody body) throws IOException {
    Bucket bucket = store.bucket(request.bucket());
    Payload payload = Payload.receive(request.head(), body, store.keepsBodies());
    store.bytesReceived().add(payload.size());
    StoredObject object =
        StoredObject.of(payload, payload.etag(), StoredObject.headersOf(request.head()));
    bucket.store(request, object);
    return Response.empty(200, "ETag: " + object.quotedEtag() + "\r\n" + checksums(payload));
  }

  static String checksums(Payload payload) {
    StringBuilder lines = new StringBuilder();
    for (PayloadChecksum.Verified each : payload.checksums()) {
      lines.append(each.header()).append(": ").append(each.value()).append("\r\n");
    }
    return lines.toString();
  }

  Response get(S3Request request) {
    StoredObject object = store.bucket(request.bucket()).get(request.key());
    if (object.payload().isDiscarded()) {
      throw S3Error.notImplemented("GetObject of bodies that it was told to discard");
    }
    return found(request, object, true);
  }

  Response head(S3Request request) {
    return found(request, store.bucket(request.bucket()).get(request.key()), false);
  }

  private static Response found(S3Request request, StoredObject object, boolean withBody) {
    RequestHead head = request.head();
    String ifMatch = head.header("if-match");
    if (ifMatch != null && !object.isAmong(ifMatch)) {
      throw S3Error.preconditionFailed();
    }
    String ifNoneMatch = head.header("if-none-match");
    if (ifNoneMatch != null && object.isAmong(ifNoneMatch)) {
      return Response.empty(304, "ETag: " + object.quotedEtag() + "\r\n");
    }
    Payload payload = object.payload();
    ByteRange range = ByteRange.of(head.header("range"), payload.size());
    StringBuilder lines = new StringBuilder(object.headers());
    lines.append("ETag: ").append(object.quotedEtag()).append("\r\n");
    lines.append("Last-Modified: ").append(HttpDate.of(object.modified())).append("\r\n");
    lines.append("Accept-Ranges: bytes\r\n");
    if (range.partial()) {
      lines.append("Content-Range: ").append(range.header(payload.size())).append("\r\n");
    } else if (head.has("x-amz-checksum-mode", "enabled")) {
      lines.append(checksums(payload));
    }
    List<ByteBuffer> body = withBody ? payload.range(range.from(), range.length()) : List.of();
    int status = range.partial() ? 206 : 200;
    return new Response(status, lines.toString(), body, range.length(), Response.NO_CRC);
  }

  /**
   * The part of an object that is asked for.
   *
   * @param partial false for the whole object
   */
  private record ByteRange(long from, long length, boolean partial) {
    /** An unreadable range is ignored, as S3 does; one outside of the object is an error. */
    static ByteRange of(@Nullable String header, long size) {
      if (header == null || !header.startsWith("bytes=") || header.indexOf('-') < 0) {
        return new ByteRange(0, size, false);
      }
      String spec = header.substring("bytes=".length());
      int dash = spec.indexOf('-');
      long from;
      long to;
      try {
        if (dash == 0) {
          from = Math.max(0, size - Long.parseLong(spec.substring(1)));
          to = size - 1;
        } else {
          from = Long.parseLong(spec.substring(0, dash));
          String end = spec.substring(dash + 1);
          to = end.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(end));
        }
      } catch (NumberFormatException e) {
        return new ByteRange(0, size, false);
      }
      if (from >= size || to < from) {
        throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
      }
      return new ByteRange(from, to - from + 1, true);
    }

    String header(long size) {
      return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
  }

  Response copy(S3Request request) {
    String source = String.valueOf(request.head().header("x-amz-copy-source"));
    String path = URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8);
    path = path.startsWith("/") ? path.substring(1) : path;
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw S3Error.invalidArgument("x-amz-copy-source is \"" + source + "\"");
    }
    StoredObject from = store.bucket(path.substring(0, slash)).get(path.substring(slash + 1));
    StoredObject copy = StoredObject.of(from.payload(), from.etag(), from.headers());
    store.bucket(request.bucket()).store(request, copy);
    return new S3Xml()
        .document("CopyObjectResult")
        .element("ETag", copy.quotedEtag())
        .element("LastModified", copy.modified())
        .close("CopyObjectResult")
        .respond(200);
  }

  Response delete(S3Request request) {
    store.bucket(request.bucket()).objects().remove(request.key());
    return Response.empty(204, "");
  }
}
