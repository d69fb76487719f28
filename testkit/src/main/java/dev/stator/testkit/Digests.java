package dev.stator.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Digests that every JDK has. */
final class Digests {
  private Digests() {}

  static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }

  static String md5Hex(byte[] bytes) {
    return hex(of("MD5").digest(bytes));
  }

  static String md5Base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(of("MD5").digest(bytes));
  }

  /** The entity tag of an object uploaded in parts: the MD5 of their MD5s, and their number. */
  static String multipartEtag(List<String> partEtags) {
    MessageDigest md5 = of("MD5");
    for (String etag : partEtags) {
      md5.update(HexFormat.of().parseHex(etag));
    }
    return hex(md5.digest()) + "-" + partEtags.size();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
