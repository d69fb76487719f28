package dev.stator.client;

import dev.stator.client.internal.sigv4.SignedHead;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.time.Instant;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * All that it takes to make a request out of a value: the body's buffer and writer, and the head's
 * with the signing key. Serves one call at a time, from its first attempt to its last.
 */
final class Encoder {
  private static final int LARGEST_KEPT = 1 << 20;

  final Utf8Buffer body = new Utf8Buffer(1024);
  final JsonWriter json = new JsonWriter(body);
  final SignedHead head;

  Encoder(String region) {
    this.head = new SignedHead("dynamodb", region);
  }

  /** Encodes and signs something that is thrown away, so that all it takes is loaded. */
  static void rehearse(String region) {
    Encoder encoder = new Encoder(region);
    encoder.json.beginObject().name("TableName").value("").endObject();
    byte[] hash = encoder.head.payloadHash(encoder.body.array(), 0, encoder.body.length());
    encoder.head.begin("POST", "/", "/", "").header("host", "localhost");
    encoder.head.sign(AwsCredentialsIdentity.create("none", "none"), Instant.EPOCH, hash);
  }

  /** Whether it is small enough to be kept for another call. */
  boolean worthKeeping() {
    return body.array().length <= LARGEST_KEPT;
  }
}
