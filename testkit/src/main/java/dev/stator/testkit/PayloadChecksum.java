package dev.stator.testkit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * What is computed over a payload while it arrives: whatever the request announces, in a header or
 * a trailing header, and the MD5 if it becomes the entity tag.
 *
 * <p>{@code x-amz-checksum-crc64nvme} is stored as sent and not verified: the JDK cannot compute
 * it.
 */
final class PayloadChecksum {
  private static final String PREFIX = "x-amz-checksum-";

  /** A checksum as sent, found true. */
  record Verified(String header, String value) {}

  private final @Nullable MessageDigest md5;
  private final List<Announced> announced = new ArrayList<>();

  private PayloadChecksum(@Nullable MessageDigest md5) {
    this.md5 = md5;
  }

  static PayloadChecksum of(RequestHead head, boolean md5IsEtag) {
    boolean wantsMd5 = md5IsEtag || head.header("content-md5") != null;
    PayloadChecksum checksum = new PayloadChecksum(wantsMd5 ? Digests.of("MD5") : null);
    String trailer = head.header("x-amz-trailer");
    for (Algorithm algorithm : Algorithm.values()) {
      if (head.header(algorithm.header()) != null || algorithm.header().equals(trailer)) {
        checksum.announced.add(new Announced(algorithm, algorithm.start()));
      }
    }
    return checksum;
  }

  private enum Algorithm {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    private final String header = PREFIX + name().toLowerCase(Locale.ROOT);

    String header() {
      return header;
    }

    Running start() {
      return switch (this) {
        case CRC32 -> new Sum(new CRC32());
        case CRC32C -> new Sum(new CRC32C());
        case CRC64NVME -> new Unknown();
        case SHA1 -> new Digest(Digests.of("SHA-1"));
        case SHA256 -> new Digest(Digests.of("SHA-256"));
      };
    }
  }

  private record Announced(Algorithm algorithm, Running running) {}

  private interface Running {
    void update(byte[] bytes, int length);

    /** The value in base64, or null if it cannot be known. */
    @Nullable String value();
  }

  private record Sum(Checksum checksum) implements Running {
    @Override
    public void update(byte[] bytes, int length) {
      checksum.update(bytes, 0, length);
    }

    @Override
    public String value() {
      byte[] bigEndian = ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
      return Base64.getEncoder().encodeToString(bigEndian);
    }
  }

  private record Digest(MessageDigest digest) implements Running {
    @Override
    public void update(byte[] bytes, int length) {
      digest.update(bytes, 0, length);
    }

    @Override
    public String value() {
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }

  private record Unknown() implements Running {
    @Override
    public void update(byte[] bytes, int length) {}

    @Override
    public @Nullable String value() {
      return null;
    }
  }

  void update(byte[] bytes, int length) {
    if (md5 != null) {
      md5.update(bytes, 0, length);
    }
    for (Announced each : announced) {
      each.running.update(bytes, length);
    }
  }

  private byte[] md5Value = {};

  /** Throws BadDigest unless everything that was sent is true. */
  List<Verified> verify(RequestHead head, Map<String, String> trailers) {
    if (md5 != null) {
      md5Value = md5.digest();
    }
    String contentMd5 = head.header("content-md5");
    if (contentMd5 != null && !contentMd5.equals(Base64.getEncoder().encodeToString(md5Value))) {
      throw S3Error.badDigest("Content-MD5");
    }
    List<Verified> verified = new ArrayList<>();
    for (Announced each : announced) {
      String name = each.algorithm.header();
      String sent = head.header(name);
      if (sent == null) {
        sent = trailers.get(name);
      }
      if (sent == null) {
        throw new S3Error(400, "MalformedTrailerError", "The trailer " + name + " is missing.");
      }
      String computed = each.running.value();
      if (computed != null && !computed.equals(sent)) {
        throw S3Error.badDigest(name.substring(PREFIX.length()));
      }
      verified.add(new Verified(name, sent));
    }
    return verified;
  }

  /**
   * The entity tag, after {@link #verify}: the MD5, or for discarded bytes something of its form.
   */
  String etag(long size) {
    return md5Value.length > 0 ? Digests.hex(md5Value) : String.format(Locale.ROOT, "%032x", size);
  }
}
