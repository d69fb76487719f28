package dev.stator.client;

import dev.stator.client.internal.sigv4.SignedHead;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.ArrayDeque;

/**
 * All that it takes to make a request out of a value, kept to be used again: the body's buffer and
 * writer, and the head's with the signing key. Serves one call at a time, from its first attempt to
 * its last.
 */
final class Encoder {
  private static final int LARGEST_KEPT = 1 << 20;

  final Utf8Buffer body = new Utf8Buffer(1024);
  final JsonWriter json = new JsonWriter(body);
  final SignedHead head;

  private Encoder(String region) {
    this.head = new SignedHead("dynamodb", region);
  }

  /** The encoders that are free; as many as there ever were calls at once, up to a limit. */
  static final class Pool {
    private static final int MOST_KEPT = 1024;

    private final String region;
    private final ArrayDeque<Encoder> free = new ArrayDeque<>();

    Pool(String region) {
      this.region = region;
    }

    Encoder acquire() {
      synchronized (free) {
        Encoder encoder = free.pollLast();
        if (encoder != null) {
          return encoder;
        }
      }
      return new Encoder(region);
    }

    void release(Encoder encoder) {
      if (encoder.body.array().length > LARGEST_KEPT) {
        return;
      }
      synchronized (free) {
        if (free.size() < MOST_KEPT) {
          free.addLast(encoder);
        }
      }
    }
  }
}
