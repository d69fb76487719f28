package dev.stator.replicate;

/** What a line of an export looks like. */
public enum ExportFormat {
  /**
   * {@code {"Item":{"id":{"S":"o-17"}}}}: the native export's lines, which keep every type and
   * which ImportTable reads.
   */
  DYNAMODB_JSON,
  /**
   * {@code {"id":"o-17"}}: plain JSON for tools that know no DynamoDB. Sets become arrays, binary
   * becomes base64 text; numbers keep every digit.
   */
  JSON
}
