package dev.stator.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An upload under way: the parts received so far, by number. */
final class MultipartUpload {
  private final String key;
  private final String headers;
  private final Instant initiated = Instant.now();
  private final NavigableMap<Integer, Payload> parts = new ConcurrentSkipListMap<>();

  MultipartUpload(String key, String headers) {
    this.key = key;
    this.headers = headers;
  }

  String key() {
    return key;
  }

  Instant initiated() {
    return initiated;
  }

  NavigableMap<Integer, Payload> parts() {
    return parts;
  }

  /**
   * The object that the parts make.
   *
   * @param wanted the entity tags of the parts in order, by number
   * @param minimumPartBytes how large each part but the last must be
   */
  StoredObject assemble(List<Map.Entry<Integer, String>> wanted, long minimumPartBytes) {
    List<byte[]> chunks = new ArrayList<>();
    List<String> etags = new ArrayList<>();
    long size = 0;
    int before = 0;
    Payload previous = null;
    for (Map.Entry<Integer, String> each : wanted) {
      int number = each.getKey();
      Payload part = parts.get(number);
      if (part == null || !part.etag().equals(each.getValue())) {
        throw new S3Error(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found: part " + number);
      }
      if (number <= before) {
        throw new S3Error(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
      }
      if (previous != null && previous.size() < minimumPartBytes) {
        throw new S3Error(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size: part " + before);
      }
      chunks.addAll(part.chunks());
      etags.add(part.etag());
      size += part.size();
      before = number;
      previous = part;
    }
    String etag = Digests.multipartEtag(etags);
    return StoredObject.of(new Payload(chunks, size, etag, List.of()), etag, headers);
  }
}
