package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.client.InvalidCursorException.Kind;
import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.MalformedJsonException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/*
 * version (1) | tag (16) | fingerprint of the read (8) | start key as DynamoDB JSON
 *
 * all of it in base64 for URLs, without padding. The tag is the first half of HMAC-SHA256, or of
 * SHA-256 where there is no key, over everything else. So whatever is changed in a cursor breaks its
 * tag, and one that has its tag but another fingerprint is an honest cursor of another read.
 *
 * JSON for the key since it is what the service gave and will be given: numbers keep their digits
 * and binary its bytes, and nothing is read that is not copied.
 */

/**
 * Turns {@code lastEvaluatedKey} into text that can stand in a URL, and back: for lists that are
 * shown page by page by someone who keeps no state.
 *
 * <pre>{@code
 * Cursors cursors = Cursors.signed(key);
 * QueryRequest resumed = cursor == null ? request : cursors.resume(request, cursor);
 * Page page = client.queryPages(resumed).itemLimit(20).asOne().join();
 * String next = page.lastEvaluatedKey() == null
 *     ? null : cursors.cursor(request, page.lastEvaluatedKey());
 * }</pre>
 *
 * <p>A cursor is bound to what is read: operation, table, index, direction, segment, filter, and
 * the key condition with the names and values in it. With any other it is refused. It is not bound
 * to limits, projection or consistency, nor to the filter's values, which may be moments that pass.
 *
 * <p>A <em>signed</em> cursor cannot be made by whoever has no key. Signed or not, it can be read:
 * it holds the key attributes of an item. Immutable, safe for use by many threads.
 */
public final class Cursors {
  private static final byte VERSION = 1;
  private static final int TAG = 16;
  private static final int HEAD = 1 + TAG + ReadFingerprint.LENGTH;
  private static final int MIN_KEY_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";

  /** The keys that cursors may be signed with, of which the first signs; none if unsigned. */
  private final List<SecretKeySpec> keys;

  private Cursors(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /** Cursors that are checked for having come whole, but that anybody can make. */
  public static Cursors unsigned() {
    return new Cursors(List.of());
  }

  /**
   * Cursors signed by HMAC-SHA256.
   *
   * @param key a secret of 16 bytes or more, better 32, by chance; copied
   * @throws IllegalArgumentException if it is shorter
   */
  public static Cursors signed(byte[] key) {
    return new Cursors(List.of(secret(key)));
  }

  /**
   * The same, that also accept cursors signed with a key that was used before.
   *
   * @throws IllegalArgumentException if the key is shorter than 16 bytes
   * @throws IllegalStateException if these are unsigned
   */
  public Cursors acceptingAlso(byte[] formerKey) {
    if (keys.isEmpty()) {
      throw new IllegalStateException("Unsigned cursors have no keys, neither now nor before");
    }
    List<SecretKeySpec> all = new ArrayList<>(keys);
    all.add(secret(formerKey));
    return new Cursors(List.copyOf(all));
  }

  private static SecretKeySpec secret(byte[] key) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "The key has " + key.length + " bytes, but must have " + MIN_KEY_BYTES + " or more");
    }
    return new SecretKeySpec(key, ALGORITHM);
  }

  /** The cursor of a query's {@code lastEvaluatedKey}. */
  public String cursor(QueryRequest request, Item lastEvaluatedKey) {
    return cursor(ReadFingerprint.of(request), lastEvaluatedKey);
  }

  /** The cursor of a scan's {@code lastEvaluatedKey}. */
  public String cursor(ScanRequest request, Item lastEvaluatedKey) {
    return cursor(ReadFingerprint.of(request), lastEvaluatedKey);
  }

  /**
   * The query from where the cursor says.
   *
   * @throws InvalidCursorException if it is not a cursor of this query
   */
  public QueryRequest resume(QueryRequest request, String cursor) {
    StartKey start = startKey(cursor, ReadFingerprint.of(request), facts(request));
    return request.toBuilder().exclusiveStartKey(start).build();
  }

  /**
   * The scan from where the cursor says.
   *
   * @throws InvalidCursorException if it is not a cursor of this scan
   */
  public ScanRequest resume(ScanRequest request, String cursor) {
    StartKey start = startKey(cursor, ReadFingerprint.of(request), facts(request));
    return request.toBuilder().exclusiveStartKey(start).build();
  }

  private static CallFacts facts(DynamoRequest request) {
    return new CallFacts(request.operation(), request.tableName(), request.index(), 1);
  }

  private String cursor(byte[] fingerprint, Item key) {
    byte[] json = ItemJson.write(key);
    byte[] bytes = new byte[HEAD + json.length];
    bytes[0] = VERSION;
    System.arraycopy(fingerprint, 0, bytes, 1 + TAG, fingerprint.length);
    System.arraycopy(json, 0, bytes, HEAD, json.length);
    byte[] tag = tag(bytes, keys.isEmpty() ? null : keys.get(0));
    System.arraycopy(tag, 0, bytes, 1, TAG);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private StartKey startKey(String cursor, byte[] fingerprint, CallFacts call) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor.getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      throw new InvalidCursorException(Kind.GARBLED, call, "is not base64 for URLs", e);
    }
    if (bytes.length <= HEAD) {
      throw new InvalidCursorException(
          Kind.GARBLED, call, "is only " + cursor.length() + " characters long", null);
    }
    if (bytes[0] != VERSION) {
      throw new InvalidCursorException(
          Kind.GARBLED, call, "is of no form that this version knows", null);
    }
    if (!isOurs(bytes)) {
      throw keys.isEmpty()
          ? new InvalidCursorException(Kind.GARBLED, call, "did not come whole", null)
          : new InvalidCursorException(
              Kind.FORGED, call, "is not signed with a key that is known here", null);
    }
    if (!Arrays.equals(bytes, 1 + TAG, HEAD, fingerprint, 0, fingerprint.length)) {
      throw new InvalidCursorException(
          Kind.OF_ANOTHER_READ, call, "is of a read of something else", null);
    }
    try {
      ItemJson.read(bytes, HEAD, bytes.length - HEAD);
    } catch (MalformedJsonException e) {
      throw new InvalidCursorException(Kind.GARBLED, call, "holds no key", e);
    }
    return StartKey.ofJson(bytes, HEAD, bytes.length - HEAD);
  }

  private boolean isOurs(byte[] bytes) {
    byte[] given = Arrays.copyOfRange(bytes, 1, 1 + TAG);
    if (keys.isEmpty()) {
      return MessageDigest.isEqual(given, tag(bytes, null));
    }
    boolean found = false;
    for (SecretKeySpec key : keys) {
      found |= MessageDigest.isEqual(given, tag(bytes, key));
    }
    return found;
  }

  /** Over everything but the tag's own place. */
  private static byte[] tag(byte[] bytes, @Nullable SecretKeySpec key) {
    try {
      byte[] sum;
      if (key == null) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes[0]);
        digest.update(bytes, 1 + TAG, bytes.length - 1 - TAG);
        sum = digest.digest();
      } else {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        mac.update(bytes[0]);
        mac.update(bytes, 1 + TAG, bytes.length - 1 - TAG);
        sum = mac.doFinal();
      }
      return Arrays.copyOf(sum, TAG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256 and HMAC-SHA256", e);
    }
  }
}
