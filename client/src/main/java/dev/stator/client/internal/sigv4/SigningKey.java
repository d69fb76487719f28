package dev.stator.client.internal.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/*
 * HMAC-SHA256 (RFC 2104) from the digest alone. The JDK's Mac does the same two digests, but the
 * first one in a process loads every security provider and checks who signed it, which is a tenth of
 * what a first request takes.
 */

/**
 * The key that signs for one secret, day, region and service. Deriving it takes four HMACs, so it
 * is kept until one of the four changes. Not safe for use by two threads at once.
 */
final class SigningKey {
  private static final int BLOCK = 64;
  private static final int DIGEST = 32;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final String region;
  private final String service;
  private final MessageDigest sha256;
  private final byte[] innerPad = new byte[BLOCK];
  private final byte[] outerPad = new byte[BLOCK];
  private String secret = "";
  private String day = "";

  /**
   * @param sha256 may be used for other things in between
   */
  SigningKey(String region, String service, MessageDigest sha256) {
    this.region = region;
    this.service = service;
    this.sha256 = sha256;
  }

  /** Writes the 32 bytes of the HMAC of {@code data} to {@code out}. */
  void sign(String secret, String day, byte[] data, int length, byte[] out) {
    if (!day.equals(this.day) || !secret.equals(this.secret)) {
      derive(secret, day);
    }
    hmac(data, length, out);
  }

  private void derive(String secret, String day) {
    this.secret = "";
    byte[] digest = new byte[DIGEST];
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    use(key.length > BLOCK ? sha256.digest(key) : key);
    for (String step : new String[] {day, region, service, "aws4_request"}) {
      byte[] data = step.getBytes(UTF_8);
      hmac(data, data.length, digest);
      use(digest);
    }
    this.day = day;
    this.secret = secret;
  }

  private void use(byte[] key) {
    Arrays.fill(innerPad, INNER);
    Arrays.fill(outerPad, OUTER);
    for (int i = 0; i < key.length; i++) {
      innerPad[i] ^= key[i];
      outerPad[i] ^= key[i];
    }
  }

  private void hmac(byte[] data, int length, byte[] out) {
    try {
      sha256.update(innerPad);
      sha256.update(data, 0, length);
      sha256.digest(out, 0, DIGEST);
      sha256.update(outerPad);
      sha256.update(out, 0, DIGEST);
      sha256.digest(out, 0, DIGEST);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
