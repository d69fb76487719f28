package dev.stator.lineage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Policies that are named rather than written out: SAM's policy templates (policy_templates.json of
 * the SAM translator 1.x), the access categories of its connectors (profiles.json) and the policies
 * that AWS manages. Of the templates, those not listed here touch no table.
 */
final class KnownPolicies {
  private static final List<String> READ =
      actions("BatchGetItem", "DescribeTable", "GetItem", "Query", "Scan");
  private static final List<String> WRITE = actions("BatchWriteItem", "PutItem", "UpdateItem");
  private static final List<String> CRUD =
      actions(
          "BatchGetItem",
          "BatchWriteItem",
          "ConditionCheckItem",
          "DeleteItem",
          "DescribeTable",
          "GetItem",
          "PutItem",
          "Query",
          "Scan",
          "UpdateItem");
  private static final List<String> RESTORE =
      actions("BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem");
  private static final List<String> STREAM_READ =
      actions("DescribeStream", "GetRecords", "GetShardIterator");
  private static final List<String> LIST_STREAMS = actions("ListStreams");

  /**
   * What Lambda asks of the role of a function that a table's stream feeds (the managed policy
   * AWSLambdaDynamoDBExecutionRole).
   */
  static final List<String> STREAM =
      Stream.concat(STREAM_READ.stream(), LIST_STREAMS.stream()).toList();

  private static final Map<String, List<String>> CATEGORIES =
      Map.of(
          "Read",
          actions(
              "BatchGetItem", "ConditionCheckItem", "GetItem", "PartiQLSelect", "Query", "Scan"),
          "Write",
          actions(
              "BatchWriteItem",
              "DeleteItem",
              "PartiQLDelete",
              "PartiQLInsert",
              "PartiQLUpdate",
              "PutItem",
              "UpdateItem"));

  /** Managed policies that grant something of DynamoDB, on every table. */
  private static final Map<String, List<String>> MANAGED =
      Map.of(
          "AdministratorAccess", List.of("*"),
          "PowerUserAccess", List.of("*"),
          "AWSLambdaDynamoDBExecutionRole", STREAM,
          "AWSLambdaInvocation-DynamoDB", STREAM,
          "AmazonDynamoDBFullAccess", List.of("dynamodb:*"),
          "AmazonDynamoDBFullAccess_v2", List.of("dynamodb:*"),
          "AmazonDynamoDBFullAccesswithDataPipeline", List.of("dynamodb:*"),
          "AmazonDynamoDBReadOnlyAccess",
              actions(
                  "BatchGetItem",
                  "Describe*",
                  "GetItem",
                  "GetResourcePolicy",
                  "List*",
                  "PartiQLSelect",
                  "Query",
                  "Scan"));

  /** Managed policies that grant nothing on the data of tables. */
  private static final Set<String> APART =
      Set.of(
          "AWSLambdaBasicExecutionRole",
          "AWSLambdaVPCAccessExecutionRole",
          "AWSLambdaSQSQueueExecutionRole",
          "AWSLambdaKinesisExecutionRole",
          "AWSLambdaMSKExecutionRole",
          "AWSLambdaENIManagementAccess",
          "AWSLambdaRole",
          "AWSLambda_FullAccess",
          "AWSXRayDaemonWriteAccess",
          "AWSXrayWriteOnlyAccess",
          "AmazonAPIGatewayPushToCloudWatchLogs",
          "AmazonBedrockFullAccess",
          "AmazonCognitoPowerUser",
          "AmazonEventBridgeFullAccess",
          "AmazonKinesisFullAccess",
          "AmazonS3FullAccess",
          "AmazonS3ReadOnlyAccess",
          "AmazonSESFullAccess",
          "AmazonSNSFullAccess",
          "AmazonSQSFullAccess",
          "AmazonSSMReadOnlyAccess",
          "CloudWatchFullAccess",
          "CloudWatchLambdaInsightsExecutionRolePolicy",
          "CloudWatchLogsFullAccess",
          "SecretsManagerReadWrite");

  private KnownPolicies() {}

  private static List<String> actions(String... names) {
    return java.util.Arrays.stream(names).map(name -> "dynamodb:" + name).toList();
  }

  /** What a policy template of SAM grants; nothing for one that is not about tables. */
  static Grants template(String name, @Nullable Setting parameters, String file, int line) {
    PartialText table =
        parameters != null && parameters.get("TableName") instanceof Setting.Text given
            ? given.value().table()
            : PartialText.later("TableName", file + ":" + line);
    PartialText arn = PartialText.arn(table, file);
    List<PartialText> withIndexes = List.of(arn, arn.plus("/index/*"));
    return switch (name) {
      case "DynamoDBCrudPolicy" -> allow(CRUD, withIndexes, name, file, line);
      case "DynamoDBReadPolicy" -> allow(READ, withIndexes, name, file, line);
      case "DynamoDBWritePolicy" -> allow(WRITE, withIndexes, name, file, line);
      case "DynamoDBReconfigurePolicy" ->
          allow(actions("UpdateTable"), List.of(arn), name, file, line);
      case "DynamoDBBackupFullAccessPolicy" ->
          allow(
                  actions("CreateBackup", "DescribeContinuousBackups"),
                  List.of(arn),
                  name,
                  file,
                  line)
              .plus(
                  allow(
                      actions("DeleteBackup", "DescribeBackup", "ListBackups"),
                      List.of(arn.plus("/backup/*")),
                      name,
                      file,
                      line));
      case "DynamoDBRestoreFromBackupPolicy" ->
          allow(actions("RestoreTableFromBackup"), List.of(arn.plus("/backup/*")), name, file, line)
              .plus(allow(RESTORE, List.of(arn), name, file, line));
      case "DynamoDBStreamReadPolicy" -> {
        PartialText label =
            parameters != null && parameters.get("StreamName") instanceof Setting.Text given
                ? given.value()
                : PartialText.later("StreamName", file + ":" + line);
        yield allow(STREAM_READ, List.of(arn.plus("/stream/").plus(label)), name, file, line)
            .plus(allow(LIST_STREAMS, List.of(arn.plus("/stream/*")), name, file, line));
      }
      default -> Grants.NONE;
    };
  }

  /** What the Serverless Framework grants a function for a stream among its events. */
  static Grants streamEvent(Infrastructure.Feed feed) {
    PartialText table =
        feed.table() == null
            ? PartialText.later("the table", feed.file() + ":" + feed.line())
            : feed.table();
    return allow(
        STREAM,
        List.of(PartialText.streamArn(table, feed.file())),
        "a stream event",
        feed.file(),
        feed.line());
  }

  /** What SAM grants a function that has streams among its events. */
  static Grants streamEvents(String file, int line) {
    return allow(STREAM, List.of(PartialText.of("*")), "a stream event", file, line);
  }

  /** What a connector of SAM from a table to a function grants. */
  static Grants streamConnector(List<String> categories, PartialText table, String file, int line) {
    return categories.contains("Read")
        ? allow(
            STREAM,
            List.of(PartialText.arn(table.table(), file).plus("/stream/*")),
            "a connector",
            file,
            line)
        : Grants.NONE;
  }

  /** What a connector of SAM from a function to a table grants. */
  static Grants connector(List<String> categories, PartialText table, String file, int line) {
    PartialText arn = PartialText.arn(table.table(), file);
    Grants grants = Grants.NONE;
    for (String category : categories) {
      grants =
          grants.plus(
              allow(
                  CATEGORIES.getOrDefault(category, List.of()),
                  List.of(arn, arn.plus("/index/*")),
                  "a connector",
                  file,
                  line));
    }
    return grants;
  }

  /** What a policy that AWS manages grants, by its name or ARN. */
  static Grants managed(PartialText nameOrArn, String file, int line) {
    String shown = nameOrArn.shown();
    String name = shown.substring(shown.lastIndexOf('/') + 1);
    List<String> granted = MANAGED.get(name);
    if (granted != null) {
      return allow(granted, List.of(PartialText.of("*")), name, file, line);
    }
    return APART.contains(name) ? Grants.NONE : Grants.unread("the managed policy " + shown);
  }

  private static Grants allow(
      List<String> actions, List<PartialText> resources, String source, String file, int line) {
    return actions.isEmpty()
        ? Grants.NONE
        : Grants.of(new Grants.Grant(true, actions, resources, source, file, line));
  }
}
