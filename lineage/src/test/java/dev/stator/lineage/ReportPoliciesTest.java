package dev.stator.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ReportPoliciesTest {
  private static final String RESTORED =
      "dynamodb:BatchWriteItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query"
          + " dynamodb:Scan dynamodb:UpdateItem";

  @TempDir Path root;

  /** What a call needs: {@code ACTION … @ RESOURCE} for each resource, ordered. */
  private List<String> needs(String... code) {
    List<String> lines = new ArrayList<>(List.of("import boto3", "import os"));
    lines.add("client, resource = boto3.client('dynamodb'), boto3.resource('dynamodb')");
    lines.add("table = resource.Table('orders')");
    lines.add("def call(key, items):");
    Arrays.stream(code).map(line -> "    " + line).forEach(lines::add);
    LineageReport report =
        new PythonProject(root).file("app.py", lines.toArray(String[]::new)).analyze();
    return needs(report, "app.py call");
  }

  private static List<String> needs(LineageReport report, String owner) {
    Map<?, ?> policies =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(LineageFormat.POLICIES.render(report));
    Map<?, ?> entry = (Map<?, ?>) requireNonNull(policies.get(owner));
    Map<?, ?> policy = (Map<?, ?>) requireNonNull(entry.get("policy"));
    List<String> needs = new ArrayList<>();
    for (Object statement : (List<?>) requireNonNull(policy.get("Statement"))) {
      Map<?, ?> map = (Map<?, ?>) statement;
      needs.add(words(map.get("Action")) + " @ " + words(map.get("Resource")));
    }
    ((List<?>) requireNonNull(entry.get("unknown"))).forEach(one -> needs.add("unknown " + one));
    return needs;
  }

  private static String words(@Nullable Object list) {
    return String.join(
        " ", ((List<?>) requireNonNull(list)).stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "table.get_item(Key=key) | GetItem | orders",
        "table.put_item(Item=key) | PutItem | orders",
        "table.update_item(Key=key) | UpdateItem | orders",
        "table.delete_item(Key=key) | DeleteItem | orders",
        "table.query() | Query | orders",
        "table.query(IndexName='by-day') | Query | orders/index/by-day",
        "table.scan(IndexName='by-day') | Scan | orders/index/by-day",
        "table.scan(IndexName=key) | Scan | orders/index/*",
        "table.scan(IndexName=os.environ['INDEX']) | Scan | orders/index/*",
        "table.batch_writer().put_item(Item=key) | BatchWriteItem | orders",
        "table.load() | DescribeTable | orders",
        "table.delete() | DeleteTable | orders",
        "client.delete_table(TableName='orders') | DeleteTable | orders",
        "client.get_paginator('scan').paginate(TableName='orders') | Scan | orders",
        "client.batch_get_item(RequestItems={'orders': items}) | BatchGetItem | orders",
        "client.batch_write_item(RequestItems={'orders': items}) | BatchWriteItem | orders",
        "client.transact_get_items(TransactItems=[{'Get': {'TableName': 'orders'}}]) | GetItem | orders",
        "client.transact_write_items(TransactItems=[{'Put': {'TableName': 'orders'}}]) | PutItem | orders",
        "client.transact_write_items(TransactItems=[{'Update': {'TableName': 'orders'}}]) | UpdateItem |"
            + " orders",
        "client.transact_write_items(TransactItems=[{'ConditionCheck': {'TableName': 'orders'}}]) |"
            + " ConditionCheckItem | orders",
        "client.execute_statement(Statement='SELECT * FROM orders') | PartiQLSelect | orders",
        "client.execute_statement(Statement='SELECT * FROM \"orders\".\"by-day\"') | PartiQLSelect |"
            + " orders/index/by-day",
        "client.execute_statement(Statement=\"INSERT INTO orders VALUE {'id': 1}\") | PartiQLInsert |"
            + " orders",
        "client.execute_statement(Statement='UPDATE orders SET a = 1 WHERE id = 1') | PartiQLUpdate |"
            + " orders",
        "client.execute_statement(Statement='DELETE FROM orders WHERE id = 1') | PartiQLDelete |"
            + " orders",
      })
  void aCallOnATableNeedsItsActionOnTheTableOrTheIndex(String code, String action, String path) {
    assertThat(needs(code))
        .containsExactly("dynamodb:" + action + " @ arn:aws:dynamodb:*:*:table/" + path);
  }

  @Test
  void anExportWritesTheBucketInTheNameOfWhoAsksForIt() {
    assertThat(
            needs(
                "client.export_table_to_point_in_time(",
                "    TableArn='arn:aws:dynamodb:eu-west-1:1:table/orders', S3Bucket='exports')"))
        .containsExactly(
            "dynamodb:ExportTableToPointInTime @ arn:aws:dynamodb:*:*:table/orders",
            "s3:AbortMultipartUpload s3:PutObject s3:PutObjectAcl @ arn:aws:s3:::exports/*");
  }

  @Test
  void anImportReadsAndListsTheBucketAndLogs() {
    assertThat(
            needs(
                "client.import_table(S3BucketSource={'S3Bucket': 'exports'},",
                "    TableCreationParameters={'TableName': 'orders'})"))
        .containsExactly(
            "dynamodb:ImportTable @ arn:aws:dynamodb:*:*:table/orders",
            "logs:CreateLogGroup logs:CreateLogStream logs:DescribeLogGroups logs:DescribeLogStreams"
                + " logs:PutLogEvents logs:PutRetentionPolicy @"
                + " arn:aws:logs:*:*:log-group:/aws-dynamodb/*",
            "s3:ListBucket @ arn:aws:s3:::exports",
            "s3:GetObject @ arn:aws:s3:::exports/*");
  }

  @Test
  void aRestoreNeedsItsSourceAndReadsAndWritesTheTableThatItMakes() {
    assertThat(
            needs(
                "client.restore_table_from_backup(TargetTableName='again',",
                "    BackupArn='arn:aws:dynamodb:eu-west-1:1:table/orders/backup/0123')"))
        .containsExactly(
            RESTORED.replace(" dynamodb:Scan", " dynamodb:RestoreTableFromBackup dynamodb:Scan")
                + " @ arn:aws:dynamodb:*:*:table/again",
            "dynamodb:RestoreTableFromBackup @ arn:aws:dynamodb:*:*:table/orders/backup/*");
    assertThat(
            needs(
                "client.restore_table_to_point_in_time(",
                "    SourceTableName='orders', TargetTableName='again')"))
        .containsExactly(
            RESTORED + " @ arn:aws:dynamodb:*:*:table/again",
            "dynamodb:RestoreTableToPointInTime @ arn:aws:dynamodb:*:*:table/orders");
  }

  @Test
  void aFunctionThatAStreamFeedsMayReadTheStreamsOfItsTable() {
    LineageReport report = fed("!GetAtt Orders.StreamArn", "import json");
    Map<?, ?> policies =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(LineageFormat.POLICIES.render(report));
    assertThat(String.valueOf(policies.get("template.yaml Worker")))
        .isEqualTo(
            "{policy={Version=2012-10-17, Statement=["
                + "{Effect=Allow, Action=[dynamodb:ListStreams], Resource=[*]},"
                + " {Effect=Allow, Action=[dynamodb:DescribeStream, dynamodb:GetRecords,"
                + " dynamodb:GetShardIterator],"
                + " Resource=[arn:aws:dynamodb:*:*:table/orders/stream/*]}]}, unknown=[]}");
  }

  @Test
  void aStreamOfATableThatIsNotKnownIsListedAndNeverGranted() {
    LineageReport report = fed("!Ref Elsewhere", "import json");
    assertThat(LineageFormat.POLICIES.render(report))
        .contains("dynamodb:GetRecords at template.yaml:12")
        .doesNotContain("table/");
  }

  @Test
  void nothingIsSaidOfGrantedRecordsWhereCodeReadsStreamsItself() {
    assertThat(fed(null, "import json").functions().get(0).permissions().granted())
        .extracting(LineageReport.Permission::action)
        .containsExactly("dynamodb:GetRecords", "dynamodb:GetShardIterator");
    assertThat(
            fed(null, "import boto3", "streams = boto3.client('dynamodbstreams')")
                .functions()
                .get(0)
                .permissions()
                .granted())
        .isEmpty();
  }

  /** A function that a stream feeds, or, without one, that may read it all the same. */
  private LineageReport fed(@Nullable String stream, String... code) {
    List<String> lines = new ArrayList<>(List.of(code));
    lines.add("def handler(event, context):");
    lines.add("    pass");
    List<String> template = new ArrayList<>();
    template.add("Transform: AWS::Serverless-2016-10-31");
    template.add("Resources:");
    template.add("  Orders:");
    template.add("    Type: AWS::DynamoDB::Table");
    template.add("    Properties: {TableName: orders}");
    template.add("  Worker:");
    template.add("    Type: AWS::Serverless::Function");
    template.add("    Properties:");
    template.add("      Handler: app.handler");
    if (stream == null) {
      template.add("      Policies: AWSLambdaDynamoDBExecutionRole");
    } else {
      template.add("      Events:");
      template.add("        # what comes of the table");
      template.add("        Changes:");
      template.add("          Type: DynamoDB");
      template.add("          Properties: {Stream: " + stream + "}");
    }
    return new PythonProject(root)
        .file("app.py", lines.toArray(String[]::new))
        .file("template.yaml", template.toArray(String[]::new))
        .analyze();
  }

  @Test
  void aTableThatIsNotKnownIsListedAndNeverGranted() {
    assertThat(needs("resource.Table(os.environ['TABLE']).get_item(Key=key)"))
        .containsExactly("unknown dynamodb:GetItem at app.py:6");
  }

  @Test
  void aTableWhoseWholeNameOnlyDeploymentKnowsIsListedWithItsDeclaration() {
    LineageReport report =
        new PythonProject(root)
            .file(
                "template.yaml",
                "Parameters: {OrdersName: {Type: String}}",
                "Resources:",
                "  Orders:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties: {TableName: !Ref OrdersName}",
                "  Users:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties: {TableName: !Sub '${AWS::StackName}-users'}",
                "  Api:",
                "    Type: AWS::Serverless::Function",
                "    Properties:",
                "      Handler: app.call",
                "      Environment: {Variables: {ORDERS: !Ref Orders, USERS: !Ref Users}}")
            .file(
                "app.py",
                "import boto3, os",
                "db = boto3.resource('dynamodb')",
                "def call(key, context):",
                "    db.Table(os.environ['ORDERS']).get_item(Key=key)",
                "    db.Table(os.environ['USERS']).get_item(Key=key)")
            .analyze();

    assertThat(needs(report, "template.yaml Api"))
        .containsExactly(
            "dynamodb:GetItem @ arn:aws:dynamodb:*:*:table/*-users",
            "unknown dynamodb:GetItem at app.py:4: only deployment knows the name of Orders"
                + " (template.yaml:3); grant it there by a reference to its ARN");
  }
}
