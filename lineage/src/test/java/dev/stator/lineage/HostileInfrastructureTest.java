package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Infrastructure that refers to itself, grows without end or lies outside. */
class HostileInfrastructureTest {
  @TempDir Path root;

  private PythonProject project() {
    return new PythonProject(root)
        .file(
            "app.py",
            "import os, boto3",
            "def handler(event, context):",
            "    boto3.resource('dynamodb').Table(os.environ['TABLE']).get_item(Key={})");
  }

  private static List<String> names(LineageReport report) {
    return report.links().stream().map(link -> String.valueOf(link.table().name())).toList();
  }

  @Test
  void localsThatAreMadeOfThemselvesAreUnknown() {
    LineageReport report =
        project()
            .file(
                "main.tf",
                "locals {",
                "  a = \"${local.b}-x\"",
                "  b = \"${local.a}-y\"",
                "}",
                "resource \"aws_lambda_function\" \"f\" {",
                "  handler = \"app.handler\"",
                "  environment { variables = { TABLE = local.a } }",
                "}")
            .analyze();
    assertThat(names(report)).isEqualTo(List.of("env:TABLE"));
  }

  @Test
  void modulesThatCallEachOtherAreReadOnceEach() {
    LineageReport report =
        project()
            .file(
                "one/main.tf",
                "resource \"aws_dynamodb_table\" \"t\" { name = \"one\" }",
                "module \"itself\" { source = \"./\" }",
                "module \"two\" { source = \"../two\" }")
            .file(
                "two/main.tf",
                "resource \"aws_dynamodb_table\" \"t\" { name = \"two\" }",
                "module \"one\" { source = \"../one\" }")
            .analyze();
    assertThat(report.tables()).extracting(DeclaredTable::name).containsExactly("one", "two");
  }

  @Test
  void localsThatDoubleEachOtherComeToAnEnd() {
    List<String> lines = new ArrayList<>(List.of("locals {"));
    for (int i = 0; i < 60; i++) {
      lines.add("  l" + i + " = \"${local.l" + (i + 1) + "}${local.l" + (i + 1) + "}\"");
    }
    lines.add("}");
    lines.add("resource \"aws_dynamodb_table\" \"t\" { name = local.l0 }");
    LineageReport report = project().file("main.tf", lines.toArray(String[]::new)).analyze();
    assertThat(report.tables()).hasSize(1);
  }

  @Test
  void aTableNamedByItselfIsCalledByItsLogicalId() {
    LineageReport report =
        project()
            .file(
                "template.yaml",
                "Resources:",
                "  Orders:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties: {TableName: !Ref Orders}",
                "  Handler:",
                "    Type: AWS::Serverless::Function",
                "    Properties:",
                "      Handler: app.handler",
                "      Environment: {Variables: {TABLE: !Ref Orders}}")
            .analyze();
    assertThat(report.tables()).hasSize(1);
    assertThat(report.tables().get(0).name()).isEqualTo("Orders");
  }

  @Test
  void anchorsThatHoldThemselvesAreCut() {
    LineageReport report =
        project()
            .file(
                "template.yaml",
                "Resources: &all",
                "  Orders:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties: {TableName: orders}",
                "  Again: *all")
            .analyze();
    assertThat(report.tables()).extracting(DeclaredTable::name).containsExactly("orders");
  }

  @Test
  void variablesOfTheServerlessFrameworkThatAreThemselvesAreUnknown() {
    LineageReport report =
        project()
            .file(
                "serverless.yml",
                "service: s",
                "provider: {name: aws, environment: {TABLE: '${self:custom.a}'}}",
                "custom: {a: '${self:custom.b}${self:custom.b}', b: '${self:custom.a}'}",
                "functions: {f: {handler: app.handler}}")
            .analyze();
    assertThat(names(report)).isEqualTo(List.of("env:TABLE"));
  }

  @Test
  void aFileOutsideTheFolderIsNotIncluded(@TempDir Path outside) throws Exception {
    Path secret = Files.writeString(outside.resolve("secret.yml"), "table: stolen\n");
    LineageReport report =
        project()
            .file(
                "serverless.yml",
                "service: s",
                "provider: {name: aws, environment: {TABLE: '${file(" + secret + "):table}'}}",
                "functions: {f: {handler: app.handler}}")
            .analyze();
    assertThat(names(report)).isEqualTo(List.of("env:TABLE"));
  }

  @Test
  void dataThatWouldBeFetchedIsNotAndStaysUnknown() {
    LineageReport report =
        project()
            .file(
                "main.tf",
                "data \"http\" \"name\" { url = \"http://127.0.0.1:1/name\" }",
                "resource \"aws_lambda_function\" \"f\" {",
                "  handler = \"app.handler\"",
                "  environment { variables = { TABLE = data.http.name.response_body } }",
                "}")
            .analyze();
    assertThat(names(report)).isEqualTo(List.of("env:TABLE"));
    assertThat(report.skipped()).isEmpty();
  }

  @Test
  void aTemplateThatIsNoneIsListedAndTheRestIsRead() {
    LineageReport report =
        project()
            .file("broken.json", "{\"Resources\": {\"A\": {\"Type\": \"AWS::DynamoDB::Table\"")
            .file("other.json", "{\"Resources\": 7, \"Note\": \"AWS::DynamoDB::Table\"}")
            .file("data.json", "{ this is none")
            .file(
                "tabs.json",
                "{",
                "\t\"Resources\": {",
                "\t\t\"A\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {\"TableName\": \"a\"}}",
                "\t}",
                "}")
            .analyze();
    assertThat(report.skipped())
        .extracting(LineageReport.Skipped::file)
        .containsExactly("broken.json");
    assertThat(report.tables()).extracting(DeclaredTable::name).containsExactly("a");
  }
}
