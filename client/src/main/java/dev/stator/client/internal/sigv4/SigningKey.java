package dev.stator.client.internal.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs for one secret, day, region and service. Deriving it takes four HMACs, so it
 * is kept until one of the four changes. Not safe for use by two threads at once.
 */
final class SigningKey {
  private static final String HMAC = "HmacSHA256";

  private final String region;
  private final String service;
  private final Mac mac;
  private String secret = "";
  private String day = "";

  SigningKey(String region, String service) {
    this.region = region;
    this.service = service;
    try {
      this.mac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + HMAC, e);
    }
  }

  /** Writes the 32 bytes of the HMAC of {@code data} to {@code out}. */
  void sign(String secret, String day, byte[] data, int length, byte[] out) {
    try {
      if (!day.equals(this.day) || !secret.equals(this.secret)) {
        derive(secret, day);
      }
      mac.update(data, 0, length);
      mac.doFinal(out, 0);
    } catch (InvalidKeyException | ShortBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private void derive(String secret, String day) throws InvalidKeyException {
    this.secret = "";
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String step : new String[] {day, region, service, "aws4_request"}) {
      mac.init(new SecretKeySpec(key, HMAC));
      key = mac.doFinal(step.getBytes(UTF_8));
    }
    mac.init(new SecretKeySpec(key, HMAC));
    this.day = day;
    this.secret = secret;
  }
}
