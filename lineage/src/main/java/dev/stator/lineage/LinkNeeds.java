package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Link;
import dev.stator.lineage.LineageReport.LinkType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What IAM asks of who makes a call, beyond the action of the call's own name: export and import
 * read and write a bucket in the caller's name, an import logs, and a restore reads and writes the
 * table that it makes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Service
 *     Authorization Reference</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_IAM.html">Using
 *     IAM with DynamoDB backup and restore</a>
 */
final class LinkNeeds {
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

  /** An action on a resource. */
  record Need(String action, String resource) {}

  /**
   * What a link needs.
   *
   * @param name of its table or bucket, with {@code *} for what only deployment knows
   */
  static List<Need> of(Link link, String name) {
    String table = "arn:aws:dynamodb:*:*:table/" + name;
    String bucket = "arn:aws:s3:::" + name;
    boolean source = link.type() == LinkType.useSelectLink;
    boolean isBucket = link.table().object().startsWith("bucket:");
    return switch (link.site().api()) {
      case "export_table_to_point_in_time" ->
          isBucket
              ? all(bucket + "/*", "s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl")
              : all(table, link.actions());
      case "import_table" ->
          isBucket
              ? both(all(bucket + "/*", "s3:GetObject"), all(bucket, "s3:ListBucket"))
              : both(
                  all(table, link.actions()),
                  all("arn:aws:logs:*:*:log-group:/aws-dynamodb/*", LOGS));
      case "restore_table_from_backup" ->
          source ? all(table + "/backup/*", link.actions()) : all(table, RESTORED);
      case "restore_table_to_point_in_time" -> all(table, source ? link.actions() : RESTORED);
      default ->
          isBucket
              ? all(bucket + "/*", link.actions())
              : all(table + index(link.table().index()), link.actions());
    };
  }

  private static String index(@Nullable String index) {
    if (index == null) {
      return "";
    }
    boolean unknown = index.equals("?") || index.startsWith("env:");
    return "/index/" + (unknown ? "*" : index.replaceAll("\\{[^}]*\\}", "*"));
  }

  private static List<Need> all(String resource, String... actions) {
    return all(resource, List.of(actions));
  }

  private static List<Need> all(String resource, List<String> actions) {
    return actions.stream().map(action -> new Need(action, resource)).toList();
  }

  private static List<Need> both(List<Need> some, List<Need> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
