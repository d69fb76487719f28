package dev.stator.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The buckets of one fake. All methods are safe for several threads. */
final class S3Store {
  private final boolean keepsBodies;
  private final long minimumPartBytes;
  private final Map<String, Bucket> buckets = new TreeMap<>();
  private final LongAdder bytesReceived = new LongAdder();

  S3Store(boolean keepsBodies, long minimumPartBytes) {
    this.keepsBodies = keepsBodies;
    this.minimumPartBytes = minimumPartBytes;
  }

  boolean keepsBodies() {
    return keepsBodies;
  }

  long minimumPartBytes() {
    return minimumPartBytes;
  }

  LongAdder bytesReceived() {
    return bytesReceived;
  }

  synchronized Map<String, Bucket> buckets() {
    return Map.copyOf(buckets);
  }

  synchronized boolean has(String name) {
    return buckets.containsKey(name);
  }

  synchronized Bucket bucket(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw S3Error.noSuchBucket();
    }
    return bucket;
  }

  synchronized void create(String name) {
    if (buckets.containsKey(name)) {
      throw new S3Error(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    buckets.put(name, new Bucket());
  }

  synchronized void delete(String name) {
    if (!bucket(name).objects().isEmpty()) {
      throw new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    buckets.remove(name);
  }
}
