package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Finding.Level;

/** The rules of findings, in the order of reports. Their ids are part of the contract. */
enum FindingRule {
  SCAN_ON_REQUEST_PATH(
      "scan-on-request-path",
      Level.WARNING,
      "A request handler reads a whole table.",
      "A scan reads every item of the table, whatever its filter drops afterwards: its time and its"
          + " price grow with the table, and somebody waits for it.",
      "Query the table or an index by a key that the request knows. If there is no such key, keep"
          + " what the request needs in an item of its own, or move the scan out of the request."),
  UNPAGINATED_READ(
      "unpaginated-read",
      Level.WARNING,
      "A query or scan whose further pages are never asked for.",
      "A query or scan returns at most 1 MB, and says by LastEvaluatedKey that there is more. Code"
          + " that does not look at it works until the data has grown, then loses items without an"
          + " error.",
      "Repeat the call with ExclusiveStartKey until there is no LastEvaluatedKey, use a paginator of"
          + " the client, or set a Limit where one page is all that is wanted."),
  ITEM_CALL_IN_LOOP(
      "item-call-in-loop",
      Level.WARNING,
      "One call an item where a batch serves.",
      "Each turn of the loop waits for a round trip. A batch reads up to 100 and writes up to 25"
          + " items in one.",
      "Collect the keys and use batch_get_item, or write through batch_writer(), which also repeats"
          + " what was not processed. A batch knows no condition expressions, and its writes are not"
          + " one transaction."),
  FILTER_ON_KEY(
      "filter-on-key",
      Level.WARNING,
      "A filter on an attribute that is a key: the read could be narrower.",
      "A filter is applied after items are read and paid for. A key condition reads only what it"
          + " names.",
      "Put the attribute into the KeyConditionExpression, of the index where it is the key of one."),
  SCAN_WITHOUT_PROJECTION(
      "scan-without-projection",
      Level.NOTE,
      "A scan reads whole items.",
      "A scan without a ProjectionExpression sends every attribute of every item over the wire. The"
          + " read units are the same, the time and the memory are not.",
      "Name the attributes that are used in a ProjectionExpression, or count with Select=COUNT."),
  S3_AFTER_DYNAMODB(
      "s3-after-dynamodb",
      Level.WARNING,
      "An item points at an S3 object that is only written afterwards.",
      "Between the two writes, and for good when the second one fails, the item points at nothing:"
          + " readers of it fail. The other way round, a failure leaves an object that nobody refers"
          + " to, which does no harm and can be removed.",
      "Put the object first, under a key that is never written twice, and write the item when that"
          + " has succeeded."),
  UNUSED_TABLE(
      "unused-table",
      Level.NOTE,
      "A table of the infrastructure that no analysed code uses.",
      "A table that nobody reads or writes costs its storage, its capacity and its backups.",
      "Remove it, or analyse the code that uses it together with the template."),
  GRANTED_NEVER_USED(
      "granted-never-used",
      Level.NOTE,
      "A function may do what its code never does.",
      "Whatever takes over the function may do all that its role grants.",
      "Grant what the code uses; the policies form of the report has it for each function."),
  USED_NEVER_GRANTED(
      "used-never-granted",
      Level.WARNING,
      "The code of a function does what no policy grants it.",
      "The call fails with AccessDeniedException when it is first reached, unless something that is"
          + " not in the analysed tree grants it.",
      "Add the action on the table, or on its index, to the policies of the function.");

  private final String id;
  private final Level level;
  private final String title;
  private final String why;
  private final String remedy;

  FindingRule(String id, Level level, String title, String why, String remedy) {
    this.id = id;
    this.level = level;
    this.title = title;
    this.why = why;
    this.remedy = remedy;
  }

  String id() {
    return id;
  }

  Level level() {
    return level;
  }

  /** One sentence: what was found. */
  String title() {
    return title;
  }

  /** Why it matters. */
  String why() {
    return why;
  }

  /** What to do about it. */
  String remedy() {
    return remedy;
  }

  /** The finding at a call. */
  LineageReport.Finding at(LineageReport.Site site, String message) {
    return new LineageReport.Finding(
        id(), level(), message, site.file(), site.line(), site.column());
  }

  /** The finding at a place in a source. */
  LineageReport.Finding at(SourceFile file, int at, String message) {
    return new LineageReport.Finding(
        id(), level(), message, file.name(), file.lines().line(at), file.lines().column(at));
  }

  /** The finding at a line of a template. */
  LineageReport.Finding at(String file, int line, String message) {
    return new LineageReport.Finding(id(), level(), message, file, line, 1);
  }
}
