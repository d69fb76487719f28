package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Link;
import dev.stator.lineage.LineageReport.LinkType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What IAM asks of who makes a call, beyond the action of the call's own name: export and import
 * read and write a bucket in the caller's name, an import logs, and a restore reads and writes the
 * table that it makes. And what it asks of a function that a stream feeds: Lambda reads the stream
 * in the function's name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Service
 *     Authorization Reference</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_IAM.html">Using
 *     IAM with DynamoDB backup and restore</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html">Requesting
 *     a table export</a> and <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Requesting.html">import</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaDynamoDBExecutionRole.html">AWSLambdaDynamoDBExecutionRole</a>
 */
final class LinkNeeds {
  static final String TABLES = "arn:aws:dynamodb:*:*:table/";
  private static final String BUCKETS = "arn:aws:s3:::";
  private static final List<String> RESTORED =
      List.of(
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem");
  private static final List<String> LOGS =
      List.of(
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
          "logs:PutLogEvents",
          "logs:PutRetentionPolicy");

  private LinkNeeds() {}

  /**
   * An action on a resource.
   *
   * @param prefix what the ARN has before the name of the table or bucket
   * @param suffix what it has behind it; null where the name is no part of it
   */
  record Need(String action, String prefix, @Nullable String suffix) {
    /**
     * The ARN.
     *
     * @param name of the table or bucket, with {@code *} for what only deployment knows
     */
    String resource(String name) {
      return suffix == null ? prefix : prefix + name + suffix;
    }

    /**
     * Whether AWS's pages disagree on it: the reference wants RestoreTableFromBackup on the backup
     * and on the table, the developer guide on the backup only.
     */
    boolean isDoubtful() {
      return action.equals("dynamodb:RestoreTableFromBackup") && "".equals(suffix);
    }

    boolean isOfTable() {
      return prefix.equals(TABLES);
    }
  }

  /** What a link needs of its table or bucket. */
  static List<Need> of(Link link) {
    boolean source = link.type() == LinkType.useSelectLink;
    boolean isBucket = link.table().object().startsWith("bucket:");
    return switch (link.site().api()) {
      case "export_table_to_point_in_time" ->
          isBucket
              ? bucket("/*", "s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl")
              : table("", link.actions());
      case "import_table" ->
          isBucket
              ? both(bucket("/*", "s3:GetObject"), bucket("", "s3:ListBucket"))
              : both(
                  table("", link.actions()),
                  needs("arn:aws:logs:*:*:log-group:/aws-dynamodb/*", null, LOGS));
      case "restore_table_from_backup" ->
          source
              ? table("/backup/*", link.actions())
              : both(table("", link.actions()), table("", RESTORED));
      case "restore_table_to_point_in_time" -> table("", source ? link.actions() : RESTORED);
      default ->
          isBucket
              ? needs(BUCKETS, "/*", link.actions())
              : table(index(link.table().index()), link.actions());
    };
  }

  /** What a function needs that a stream feeds; streams can only be listed all together. */
  static List<Need> ofStream() {
    return KnownPolicies.STREAM.stream()
        .map(
            action ->
                action.equals("dynamodb:ListStreams")
                    ? new Need(action, "*", null)
                    : new Need(action, TABLES, "/stream/*"))
        .toList();
  }

  private static String index(@Nullable String index) {
    if (index == null) {
      return "";
    }
    boolean unknown = index.equals("?") || index.startsWith("env:");
    return "/index/" + (unknown ? "*" : index.replaceAll("\\{[^}]*\\}", "*"));
  }

  private static List<Need> table(String suffix, List<String> actions) {
    return needs(TABLES, suffix, actions);
  }

  private static List<Need> bucket(String suffix, String... actions) {
    return needs(BUCKETS, suffix, List.of(actions));
  }

  private static List<Need> needs(String prefix, @Nullable String suffix, List<String> actions) {
    return actions.stream().map(action -> new Need(action, prefix, suffix)).toList();
  }

  private static List<Need> both(List<Need> some, List<Need> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
