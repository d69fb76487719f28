package dev.stator.testkit;

/** The Amazon Resource Names under which a fake speaks of its tables. */
final class TableNames {
  private static final String PREFIX = "arn:aws:dynamodb:us-east-1:000000000000:table/";

  private TableNames() {}

  static String arn(String table) {
    return PREFIX + table;
  }

  /** The table's name, be it given as such or as an ARN, of the table or of something of it. */
  static String nameOf(String nameOrArn) {
    int table = nameOrArn.indexOf(":table/");
    if (!nameOrArn.startsWith("arn:") || table < 0) {
      return nameOrArn;
    }
    int start = table + ":table/".length();
    int end = nameOrArn.indexOf('/', start);
    return end < 0 ? nameOrArn.substring(start) : nameOrArn.substring(start, end);
  }
}
