package dev.stator.testkit;

/** Which part of a table a Scan reads. A Scan without segments reads part 0 of 1. */
record ScanSegment(long segment, long total) {
  private static final long MAX_TOTAL = 1_000_000;

  static ScanSegment of(RequestFields fields) {
    if (fields.has("Segment") != fields.has("TotalSegments")) {
      throw DynamoDbError.validation(
          "The "
              + (fields.has("Segment") ? "TotalSegments" : "Segment")
              + " parameter is required but was not present in the request when "
              + (fields.has("Segment") ? "Segment" : "TotalSegments")
              + " is present");
    }
    long segment = fields.integer("Segment", 0);
    long total = fields.integer("TotalSegments", 1);
    if (total < 1 || total > MAX_TOTAL) {
      throw DynamoDbError.validation("TotalSegments must be 1 to " + MAX_TOTAL + ", not " + total);
    }
    if (segment < 0 || segment >= total) {
      throw DynamoDbError.validation(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
              + ("Segment: " + segment + " is not less than TotalSegments: " + total));
    }
    return new ScanSegment(segment, total);
  }
}
