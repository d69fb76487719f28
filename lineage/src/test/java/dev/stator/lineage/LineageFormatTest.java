package dev.stator.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class LineageFormatTest {
  @TempDir Path root;
  private LineageReport report;

  @BeforeEach
  void analyze() {
    report =
        new PythonProject(root)
            .file(
                "app.py",
                "import boto3",
                "from boto3.dynamodb.conditions import Attr, Key",
                "table = boto3.resource('dynamodb').Table('orders')",
                "",
                "def handler(event, context):",
                "    for key in event:",
                "        table.get_item(Key=key)",
                "    table.scan()",
                "    return table.query(IndexName='by-day', KeyConditionExpression=Key('day').eq(1))",
                "",
                "def write(name, item):",
                "    boto3.resource('dynamodb').Table(name).put_item(Item=item)",
                "",
                "def filtered():",
                "    table.query(KeyConditionExpression=Key('id').eq(1), Limit=1)",
                "    table.scan(FilterExpression=Attr('id').eq(1), ProjectionExpression='id', Limit=1)")
            .analyze();
  }

  private static Object parsed(String json) {
    return new Load(LoadSettings.builder().build()).loadFromString(json);
  }

  @Test
  void theJsonHasTheKeysOfTheContractInTheirOrder() {
    Map<?, ?> document = (Map<?, ?>) parsed(report.toJson());
    assertThat(document.keySet().stream().map(String::valueOf).toList())
        .containsExactly(
            "schema", "objects", "links", "unresolved", "skipped", "stats", "tables", "functions");
    Map<?, ?> link = object(list(document.get("links")).get(0));
    assertThat(keys(link))
        .containsExactly("type", "artifact", "table", "site", "actions", "confidence", "trace");
    assertThat(keys(object(link.get("table"))))
        .containsExactly("object", "name", "source", "variable", "default", "index");
    Map<?, ?> site = object(link.get("site"));
    assertThat(keys(site)).containsExactly("file", "line", "column", "api", "receiver");
    assertThat(site.get("line")).isEqualTo(7);
    assertThat(site.get("column")).isEqualTo(15);
  }

  private static Map<?, ?> object(@Nullable Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<?, ?>) requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    assertThat(value).isInstanceOf(List.class);
    return (List<?>) requireNonNull(value);
  }

  private static List<String> keys(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }

  @Test
  void theJsonIsTheSameEachTimeAndReadsBackAsWhatItWas() {
    assertThat(new PythonProject(root).analyze().toJson()).isEqualTo(report.toJson());
    LineageReport read = LineageReport.fromJson(report.toJson());
    assertThat(read.links()).isEqualTo(report.links());
    assertThat(read.toJson()).isEqualTo(report.toJson());
  }

  @Test
  void theJsonHasTheInfrastructureAndReadsItBack() {
    LineageReport deployed =
        new PythonProject(root)
            .file(
                "template.yaml",
                "Resources:",
                "  Orders:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties:",
                "      AttributeDefinitions:",
                "        - {AttributeName: id, AttributeType: S}",
                "        - {AttributeName: day, AttributeType: N}",
                "      KeySchema:",
                "        - {AttributeName: id, KeyType: HASH}",
                "      GlobalSecondaryIndexes:",
                "        - IndexName: by-day",
                "          KeySchema:",
                "            - {AttributeName: day, KeyType: HASH}",
                "            - {AttributeName: id, KeyType: RANGE}",
                "          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [total]}",
                "      TimeToLiveSpecification: {AttributeName: expires, Enabled: true}",
                "  Read:",
                "    Type: AWS::Serverless::Function",
                "    Properties:",
                "      Handler: deployed.handler",
                "      Environment: {Variables: {TABLE: !Ref Orders, TOKEN: not-to-be-shown}}",
                "      Policies:",
                "        - Statement:",
                "            - Effect: Allow",
                "              Action: [dynamodb:GetItem, dynamodb:Scan]",
                "              Resource: !GetAtt Orders.Arn",
                "      Events:",
                "        Changes:",
                "          Type: DynamoDB",
                "          Properties: {Stream: !GetAtt Orders.StreamArn}")
            .file(
                "deployed.py",
                "import os",
                "import boto3",
                "def handler(event, context):",
                "    boto3.resource('dynamodb').Table(os.environ['TABLE']).get_item(Key=event)")
            .analyze();

    String json = deployed.toJson();

    Map<?, ?> document = (Map<?, ?>) parsed(json);
    assertThat(list(document.get("tables")).toString())
        .isEqualTo(
            "[{object=table:template.yaml#Orders, name=Orders, pattern=*-Orders-*,"
                + " declaration=Orders, file=template.yaml, line=2,"
                + " keys=[{attribute=id, role=partition, type=S}],"
                + " indexes=[{name=by-day, local=false, keys=[{attribute=day, role=partition,"
                + " type=N}, {attribute=id, role=sort, type=S}], projection=INCLUDE,"
                + " projected=[total]}], timeToLive=expires, streamed=false, used=true}]");
    Map<?, ?> function = object(list(document.get("functions")).get(0));
    assertThat(keys(function))
        .containsExactly(
            "name",
            "file",
            "line",
            "handler",
            "tables",
            "links",
            "streams",
            "grants",
            "grantedNeverUsed",
            "usedNeverGranted",
            "unread");
    assertThat(String.valueOf(function.get("tables")))
        .isEqualTo("{TABLE=table:template.yaml#Orders}");
    Object place = list(function.get("links")).get(0);
    Map<?, ?> link = object(list(document.get("links")).get(((Number) place).intValue()));
    assertThat(object(link.get("table")).get("object")).isEqualTo("table:template.yaml#Orders");
    assertThat(String.valueOf(function.get("grants")))
        .isEqualTo(
            "[{effect=Allow, actions=[dynamodb:GetItem, dynamodb:Scan],"
                + " resources=[arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/"
                + "${AWS::StackName}-Orders-${the suffix of Orders}], source=a statement,"
                + " file=template.yaml, line=24},"
                + " {effect=Allow, actions=[dynamodb:DescribeStream, dynamodb:GetRecords,"
                + " dynamodb:GetShardIterator, dynamodb:ListStreams], resources=[*],"
                + " source=a stream event, file=template.yaml, line=28}]");
    assertThat(String.valueOf(function.get("streams")))
        .isEqualTo(
            "[{table=table:template.yaml#Orders, name=Orders, file=template.yaml, line=28}]");
    assertThat(String.valueOf(function.get("grantedNeverUsed"))).contains("dynamodb:Scan");
    assertThat(json).doesNotContain("not-to-be-shown");
    LineageReport read = LineageReport.fromJson(json);
    assertThat(read.tables()).isEqualTo(deployed.tables());
    assertThat(read.functions()).isEqualTo(deployed.functions());
    assertThat(read.toJson()).isEqualTo(json);
  }

  @Test
  void aReportWithoutInfrastructureIsReadAsOneThatDeclaresNone() {
    String json = report.toJson();
    String before = json.substring(0, json.indexOf(",\n  \"tables\"")) + "\n}\n";
    assertThat(LineageReport.fromJson(before).links()).isEqualTo(report.links());
  }

  @Test
  void whatIsNoReportIsRefusedByPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LineageReport.fromJson("{\"schema\":1,\"objects\":7}"))
        .withMessageContaining("$.objects");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LineageReport.fromJson("{"))
        .withMessageContaining("not a lineage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LineageReport.fromJson("{\"schema\":2}"))
        .withMessageContaining("schema 2");
  }

  @Test
  void theTableShowsEachUseInOneRow() {
    assertThat(LineageFormat.TABLE.render(report))
        .containsPattern("orders +select +handler +Table\\.get_item +app\\.py:7 +exact")
        .containsPattern(
            "UNKNOWN +select insert delete +write +Table\\.put_item +app\\.py:12 +exact")
        .contains(
            "unknown: app.py:12 write: parameter name of write, which no analysed code gives");
  }

  @Test
  void theGraphsHaveAnEdgeForEachPair() {
    assertThat(LineageFormat.DOT.render(report))
        .startsWith("digraph lineage {")
        .contains(
            "label=\"app.py\\nhandler\"",
            "[shape=cylinder, label=\"orders\"]",
            "a0 -> t0 [label=\"select\"]");
    assertThat(LineageFormat.MERMAID.render(report))
        .startsWith("flowchart LR\n")
        .contains("[(\"orders\")]", "a0 -->|select| t0");
  }

  @Test
  void theMarkdownHasTheAccessPatternsOfEachTable() {
    assertThat(LineageFormat.MARKDOWN.render(report))
        .contains(
            "## Table orders",
            "| Table.query | by-day | day = ? |  |  | eventual | handler | app.py:9 |",
            "### `scan-on-request-path`");
  }

  @Test
  void theMatrixHasOneRowACallUnderItsTable() {
    String matrix = LineageFormat.MATRIX.render(report);
    assertThat(matrix)
        .startsWith("UNKNOWN\nCALL ")
        .containsPattern(
            "\n\norders\nCALL +INDEX +KEY CONDITION +FILTER +PROJECTION +CONSISTENCY +LOOP")
        .containsPattern("Table\\.get_item +- +\\S.* +- +- +eventual +yes +handler +app\\.py:7\n")
        .containsPattern(
            "Table\\.query +by-day +day = \\? +- +- +eventual +- +handler +app\\.py:9\n")
        .containsPattern("Table\\.scan +- +- +id = \\? +id +eventual +- +filtered +app\\.py:16\n");
  }

  @Test
  void aControlCharacterOfTheCodeMovesNoCursor() {
    LineageReport hostile =
        new PythonProject(root)
            .file(
                "app.py",
                "import boto3",
                "def f():",
                "    boto3.resource('dynamodb').Table('red\\x1b[31m').scan()")
            .analyze();
    assertThat(LineageFormat.TABLE.render(hostile)).contains("red?[31m").doesNotContain("\u001b");
    assertThat(LineageFormat.MATRIX.render(hostile)).contains("red?[31m").doesNotContain("\u001b");
  }

  @Test
  void theFindingsNameWhatTheySaw() {
    assertThat(
            report.findings().stream()
                .map(finding -> finding.line() + " " + finding.rule())
                .toList())
        .containsExactly(
            "7 item-call-in-loop",
            "8 scan-on-request-path",
            "8 scan-without-projection",
            "8 unpaginated-read",
            "9 unpaginated-read",
            "16 filter-on-key");
  }

  @Test
  void aPolicyGrantsTheTableAndItsIndexAndNeverEveryTable() {
    Map<?, ?> policies = (Map<?, ?>) parsed(LineageFormat.POLICIES.render(report));
    String handler = String.valueOf(policies.get("app.py handler"));
    assertThat(handler)
        .contains(
            "arn:aws:dynamodb:*:*:table/orders]",
            "arn:aws:dynamodb:*:*:table/orders/index/by-day]",
            "dynamodb:GetItem");
    assertThat(String.valueOf(policies.get("app.py write")))
        .contains("Statement=[]", "unknown=[dynamodb:PutItem at app.py:12]");
  }
}
