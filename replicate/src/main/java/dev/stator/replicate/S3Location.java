package dev.stator.replicate;

import java.util.regex.Pattern;

/**
 * A place in S3: a bucket, and a prefix of keys.
 *
 * @param bucket the bucket's name
 * @param prefix what keys begin with, without slash at either end; may be empty
 */
public record S3Location(String bucket, String prefix) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /**
   * Drops slashes at the prefix's ends.
   *
   * @throws IllegalArgumentException if the bucket's name is none, or the prefix has control
   *     characters, or has empty or dotted segments, which stores of files behind S3's interface
   *     cannot keep apart
   */
  public S3Location {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          quoted(bucket) + " is no bucket's name: 3 to 63 lower case letters, digits, . and -");
    }
    if (prefix.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "prefix " + quoted(prefix) + " has a control character, which S3's listings cannot hold");
    }
    prefix = prefix.replaceAll("^/+|/+$", "");
    if (("/" + prefix + "/").matches(".*/(\\.{1,2})?/.*") && !prefix.isEmpty()) {
      throw new IllegalArgumentException(
          "prefix " + quoted(prefix) + " has a segment that is empty or made of dots");
    }
  }

  /**
   * Reads {@code s3://bucket/prefix}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static S3Location parse(String uri) {
    if (!uri.startsWith("s3://")) {
      throw new IllegalArgumentException(quoted(uri) + " is no place in S3: s3://bucket/prefix");
    }
    String rest = uri.substring("s3://".length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new S3Location(rest, "")
        : new S3Location(rest.substring(0, slash), rest.substring(slash + 1));
  }

  /** The place of {@code name} below this one. */
  public S3Location resolve(String name) {
    return new S3Location(bucket, prefix.isEmpty() ? name : prefix + "/" + name);
  }

  /** For a line of text, which it stays on. */
  private static String quoted(String text) {
    return "\"" + text.replaceAll("\\p{Cntrl}", "?") + "\"";
  }

  /** As {@code s3://bucket/prefix}. */
  @Override
  public String toString() {
    return prefix.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + prefix;
  }
}
