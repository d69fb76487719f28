package dev.stator.client.internal.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/*
 * AWS describes the signature as four steps over strings: a canonical request, its hash, a string to
 * sign, and an HMAC (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * Here the first and third are bytes in one buffer that is used again for every request, and the
 * head that goes out is bytes in another. What is left to allocate per request is next to nothing.
 *
 * Headers are kept sorted by name, as the canonical request wants them; they go out in that order
 * too, which HTTP does not mind. All of them are signed but those added as unsigned: what a proxy
 * may change, or what nobody needs to trust.
 */

/**
 * Writes the head of a request, signed. One object writes many heads, one after another, and each
 * head is valid until the next is begun. Not safe for use by two threads at once.
 */
public final class SignedHead {
  private static final byte[] UNSIGNED = "UNSIGNED-PAYLOAD".getBytes(US_ASCII);

  private final String region;
  private final String service;
  private final boolean s3;
  private final SigningKey key;
  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];
  private final AsciiBuffer canonical = new AsciiBuffer();
  private final AsciiBuffer head = new AsciiBuffer();
  private String[] headers = new String[32];
  private int headerCount;
  private String method = "";
  private String path = "";
  private String query = "";
  private long second = Long.MIN_VALUE;
  private String timestamp = "";
  private String day = "";

  /** A writer of heads for one service in one region. */
  public SignedHead(String service, String region) {
    this.service = service;
    this.region = region;
    this.s3 = service.equals("s3");
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
    this.key = new SigningKey(region, service, sha256);
  }

  /** The payload hash that says that the body is not signed; S3 accepts it over TLS. */
  public static byte[] unsignedPayload() {
    return UNSIGNED.clone();
  }

  /** The payload hash of a body: its SHA-256 in hexadecimal digits, as ASCII. */
  public byte[] payloadHash(byte[] body, int offset, int length) {
    sha256.update(body, offset, length);
    finishDigest();
    canonical.clear().putHex(digest);
    return Arrays.copyOf(canonical.array(), canonical.length());
  }

  /**
   * Starts a head.
   *
   * @param requestTarget what stands in the request line: path and query, or a whole URL for a
   *     proxy
   * @param path the path, starting with a slash, percent-encoded once
   * @param query the query without its question mark, percent-encoded, or empty
   */
  public SignedHead begin(String method, String requestTarget, String path, String query) {
    this.method = method;
    this.path = path;
    this.query = query;
    headerCount = 0;
    head.clear().put(method).put(' ').put(requestTarget).put(" HTTP/1.1\r\n");
    return this;
  }

  /** Adds a header that is signed. The name is in lower case; values of one name are joined. */
  public SignedHead header(String name, String value) {
    int at = headerCount;
    while (at > 0 && headers[2 * at - 2].compareTo(name) > 0) {
      at--;
    }
    if (at > 0 && headers[2 * at - 2].equals(name)) {
      headers[2 * at - 1] += ',' + value;
      return this;
    }
    if (2 * headerCount == headers.length) {
      headers = Arrays.copyOf(headers, headers.length * 2);
    }
    System.arraycopy(headers, 2 * at, headers, 2 * at + 2, 2 * (headerCount - at));
    headers[2 * at] = name;
    headers[2 * at + 1] = value;
    headerCount++;
    return this;
  }

  /** Adds a header that is not signed. */
  public SignedHead unsigned(String name, String value) {
    putLine(name, value);
    return this;
  }

  /**
   * Adds what signing adds, signs, and ends the head, which is then {@link #length} bytes of {@link
   * #array}.
   *
   * @throws IllegalArgumentException if a header's value holds a line break
   */
  public void sign(AwsCredentialsIdentity credentials, Instant time, byte[] payloadHash) {
    setTime(time);
    header("x-amz-date", timestamp);
    if (credentials instanceof AwsSessionCredentialsIdentity session) {
      header("x-amz-security-token", session.sessionToken());
    }
    if (s3) {
      header("x-amz-content-sha256", new String(payloadHash, US_ASCII));
    }
    for (int i = 0; i < headerCount; i++) {
      putLine(headers[2 * i], headers[2 * i + 1]);
    }
    writeCanonicalRequest(payloadHash);
    sha256.update(canonical.array(), 0, canonical.length());
    finishDigest();
    canonical.clear().put("AWS4-HMAC-SHA256\n").put(timestamp).put('\n');
    putScope(canonical);
    canonical.put('\n').putHex(digest);
    key.sign(credentials.secretAccessKey(), day, canonical.array(), canonical.length(), digest);
    head.put("authorization: AWS4-HMAC-SHA256 Credential=").put(credentials.accessKeyId()).put('/');
    putScope(head);
    head.put(", SignedHeaders=");
    putSignedNames(head);
    head.put(", Signature=").putHex(digest).put("\r\n\r\n");
  }

  /** Ends the head without a signature. */
  public void endUnsigned() {
    for (int i = 0; i < headerCount; i++) {
      putLine(headers[2 * i], headers[2 * i + 1]);
    }
    head.put("\r\n");
  }

  /** The array that starts with the head; written again by the next one. */
  public byte[] array() {
    return head.array();
  }

  /** The length of the head, its empty line included. */
  public int length() {
    return head.length();
  }

  private void writeCanonicalRequest(byte[] payloadHash) {
    canonical.clear().put(method).put('\n');
    canonical.put(s3 || path.equals("/") ? path : CanonicalUri.path(path)).put('\n');
    canonical.put(query.isEmpty() ? query : CanonicalUri.query(query)).put('\n');
    for (int i = 0; i < headerCount; i++) {
      canonical.put(headers[2 * i]).put(':');
      putCollapsed(headers[2 * i + 1]);
      canonical.put('\n');
    }
    canonical.put('\n');
    putSignedNames(canonical);
    canonical.put('\n').put(payloadHash);
  }

  /** A header's value without blanks around it, and with one for each run of blanks inside. */
  private void putCollapsed(String value) {
    String trimmed = value.trim();
    canonical.put(trimmed.contains("  ") ? trimmed.replaceAll(" +", " ") : trimmed);
  }

  private void putSignedNames(AsciiBuffer out) {
    for (int i = 0; i < headerCount; i++) {
      if (i > 0) {
        out.put(';');
      }
      out.put(headers[2 * i]);
    }
  }

  private void putScope(AsciiBuffer out) {
    out.put(day).put('/').put(region).put('/').put(service).put("/aws4_request");
  }

  private void putLine(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        // The value may be a secret: it stays out of the message.
        throw new IllegalArgumentException(
            "The header " + name + " has a control character at index " + i + " of its value");
      }
    }
    head.put(name).put(": ").put(value).put("\r\n");
  }

  private void setTime(Instant time) {
    long now = time.getEpochSecond();
    if (now != second) {
      LocalDateTime utc = LocalDateTime.ofEpochSecond(now, 0, ZoneOffset.UTC);
      int date = utc.getYear() * 10_000 + utc.getMonthValue() * 100 + utc.getDayOfMonth();
      int clock = utc.getHour() * 10_000 + utc.getMinute() * 100 + utc.getSecond();
      day = Integer.toString(date);
      timestamp = day + 'T' + Integer.toString(1_000_000 + clock).substring(1) + 'Z';
      second = now;
    }
  }

  private void finishDigest() {
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
