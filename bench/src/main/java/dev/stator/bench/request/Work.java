package dev.stator.bench.request;

/** What a request asks for. */
enum Work {
  GET("GetItem of 1 KB", 4),
  PUT("PutItem of 1 KB", 4),
  QUERY("Query of 100 items of 1 KB -> records", 6),
  BATCH("BatchWriteItem of 25 items of 1 KB", 4);

  /** How many items a Query's answer holds. */
  static final int QUERY_ITEMS = 100;

  /** How many items a BatchWriteItem writes. */
  static final int BATCH_ITEMS = 25;

  /** How many attributes each item has. */
  static final int ATTRIBUTES = 15;

  final String title;

  /** How many times cheaper than the best SDK client ours is meant to be. */
  final double goal;

  Work(String title, double goal) {
    this.title = title;
    this.goal = goal;
  }

  /** Whether it needs items to write. */
  boolean writes() {
    return this == PUT || this == BATCH;
  }

  /** The partition key that the n-th request asks for. */
  static String key(int n) {
    return "order-" + n % 1000;
  }

  /** Whether an answer with so many attributes, items or writes left over is the one expected. */
  static void expect(int wanted, int found) {
    if (found != wanted) {
      throw new IllegalStateException("expected " + wanted + " in the answer, found " + found);
    }
  }
}
