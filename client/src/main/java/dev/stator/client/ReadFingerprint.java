package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.item.AttributeValue;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A short sum over what a query or scan reads, and in which order: equal for equal reads. */
final class ReadFingerprint {
  static final int LENGTH = 8;

  private static final Pattern PLACEHOLDER = Pattern.compile("[#:]\\w+");

  private final MessageDigest digest;

  private ReadFingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  static byte[] of(QueryRequest request) {
    return new ReadFingerprint()
        .add(request.operation())
        .add(request.tableName())
        .add(request.indexName())
        .add(request.scanIndexForward() ? "forward" : "backward")
        .condition(
            request.keyConditionExpression(),
            request.expressionAttributeNames(),
            request.expressionAttributeValues())
        .condition(request.filterExpression(), request.expressionAttributeNames(), Map.of())
        .sum();
  }

  static byte[] of(ScanRequest request) {
    return new ReadFingerprint()
        .add(request.operation())
        .add(request.tableName())
        .add(request.indexName())
        .add(request.segment() + " of " + request.totalSegments())
        .condition(request.filterExpression(), request.expressionAttributeNames(), Map.of())
        .sum();
  }

  private ReadFingerprint condition(
      @Nullable String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    add(expression);
    if (expression == null) {
      return this;
    }
    TreeSet<String> placeholders = new TreeSet<>();
    Matcher found = PLACEHOLDER.matcher(expression);
    while (found.find()) {
      placeholders.add(found.group());
    }
    for (String placeholder : placeholders) {
      add(placeholder).add(names.get(placeholder));
      AttributeValue value = values.get(placeholder);
      add(
          value == null
              ? null
              : new JsonWriter(new Utf8Buffer(64)).attributeValue(value).buffer().toByteArray());
    }
    return this;
  }

  private ReadFingerprint add(@Nullable String text) {
    return add(text == null ? null : text.getBytes(UTF_8));
  }

  /** With its length before it, so that no two lists of parts run together into one. */
  private ReadFingerprint add(byte @Nullable [] bytes) {
    int length = bytes == null ? -1 : bytes.length;
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (length >> shift));
    }
    if (bytes != null) {
      digest.update(bytes);
    }
    return this;
  }

  private byte[] sum() {
    return Arrays.copyOf(digest.digest(), LENGTH);
  }
}
