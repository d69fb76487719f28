package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyConditionsTest {
  @TempDir Path root;

  private LineageReport.Access access(String arguments) {
    LineageReport report =
        new PythonProject(root)
            .file(
                "app.py",
                "import boto3",
                "def read(unknown):",
                "    boto3.client('dynamodb').query(TableName='orders', " + arguments + ")")
            .analyze();
    assertThat(report.accesses()).hasSize(1);
    return report.accesses().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EQ | a = ?",
        "NE | a <> ?",
        "LE | a <= ?",
        "LT | a < ?",
        "GE | a >= ?",
        "GT | a > ?",
        "BETWEEN | a BETWEEN ? AND ?",
        "IN | a IN (?)",
        "BEGINS_WITH | begins_with(a, ?)",
        "CONTAINS | contains(a, ?)",
        "NOT_CONTAINS | NOT contains(a, ?)",
        "NOT_NULL | attribute_exists(a)",
        "NULL | attribute_not_exists(a)",
        "OTHER | ?",
      })
  void eachOperatorIsWrittenAsAnExpression(String operator, String written) {
    assertThat(access("QueryFilter={'a': {'ComparisonOperator': '" + operator + "'}}").filter())
        .isEqualTo(written);
  }

  @Test
  void conditionsOnAKeyAndAttributesToGetAreAKeyConditionAndAProjection() {
    LineageReport.Access access =
        access(
            "KeyConditions={'pk': {'ComparisonOperator': 'EQ'},"
                + " 'sk': {'ComparisonOperator': 'BEGINS_WITH'}}, AttributesToGet=['pk', 'total']");

    assertThat(access.key()).isEqualTo("pk = ? AND begins_with(sk, ?)");
    assertThat(access.projection()).isEqualTo("pk, total");
  }

  @Test
  void filtersAreJoinedByTheirOperator() {
    String filter =
        "ScanFilter={'a': {'ComparisonOperator': 'EQ'}, 'b': {'ComparisonOperator': 'NULL'}}";

    assertThat(access(filter).filter()).isEqualTo("a = ? AND attribute_not_exists(b)");
    assertThat(access(filter + ", ConditionalOperator='OR'").filter())
        .isEqualTo("a = ? OR attribute_not_exists(b)");
    assertThat(access(filter + ", ConditionalOperator=unknown").filter()).isEqualTo("?");
  }

  @Test
  void whatIsNotKnownIsAQuestionMark() {
    LineageReport.Access access =
        access("KeyConditions=unknown, QueryFilter={unknown: 1}, AttributesToGet=['a', unknown]");

    assertThat(access.key()).isEqualTo("?");
    assertThat(access.filter()).isEqualTo("?");
    assertThat(access.projection()).isEqualTo("a, ?");
  }
}
