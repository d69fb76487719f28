package dev.stator.client;

import dev.stator.client.internal.sigv4.SignedHead;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

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

  /**
   * Makes and signs a request that goes nowhere: does once what a first call would otherwise wait
   * for, while the thread that makes the client loads the transport.
   */
  static void rehearse() {
    Encoder encoder = new Encoder("none");
    encoder.json.beginObject().name("TableName").value("none").endObject();
    byte[] hash = encoder.head.payloadHash(encoder.body.array(), 0, encoder.body.length());
    encoder
        .head
        .begin("POST", "/", "/", "")
        .header("host", "none")
        .sign(AwsBasicCredentials.create("none", "none"), Instant.EPOCH, hash);
  }

  /** Whether it is small enough to be kept for another call. */
  boolean worthKeeping() {
    return body.array().length <= LARGEST_KEPT;
  }
}
