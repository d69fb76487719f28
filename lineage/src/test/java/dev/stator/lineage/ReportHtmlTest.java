package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as text; what it does in a browser is {@link ReportHtmlBrowserTest}'s. */
class ReportHtmlTest {
  @TempDir Path root;

  private LineageReport report(String... lines) {
    return new PythonProject(root).file("app.py", lines).analyze();
  }

  @Test
  void theSameTreeGivesTheSameBytes() {
    String[] lines = {
      "import boto3", "def f():", "    boto3.resource('dynamodb').Table('t').scan()"
    };
    assertThat(LineageFormat.HTML.render(report(lines)))
        .isEqualTo(LineageFormat.HTML.render(report(lines)))
        .endsWith("</html>\n");
  }

  @Test
  void noTextOfTheCodeCanEndTheBlockThatItIsIn() {
    String page =
        LineageFormat.HTML.render(
            report(
                "import boto3",
                "def f():",
                "    # </script><script>alert(1)</script> <!-- <script> \u2028",
                "    boto3.resource('dynamodb').Table('</script><img src=x>').scan()"));
    String data = data(page);
    assertThat(data)
        .contains("\\u003c/script>\\u003cscript>alert(1)", "\\u2028", "\"table:\\u003c/script>")
        .doesNotContain("<", "\u2028");
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void theDataIsTheContractAndTheCodeAroundEachPlace() {
    LineageReport report =
        report(
            "import boto3",
            "TABLE = 'orders'",
            "",
            "",
            "",
            "",
            "",
            "def f():",
            "    return boto3.resource('dynamodb').Table(TABLE).scan()");
    assertThat(report.excerpts())
        .containsExactly(
            new LineageReport.Excerpt(
                "app.py", 1, List.of("import boto3", "TABLE = 'orders'", "", "")),
            new LineageReport.Excerpt(
                "app.py",
                6,
                List.of(
                    "",
                    "",
                    "def f():",
                    "    return boto3.resource('dynamodb').Table(TABLE).scan()")));
    String data = data(LineageFormat.HTML.render(report));
    assertThat(data)
        .startsWith("{\"report\":" + JsonText.compact(ReportJson.document(report)) + ",");
  }

  @Test
  void whatTheContractHoldsIsNotToldASecondTime() {
    LineageReport report = report("import boto3", "boto3.resource('dynamodb').Table('t').scan()");
    assertThat(ReportHtmlData.of(report)).doesNotContainKeys("tables", "functions");
  }

  @Test
  void aLineTooLongForAPageIsCutAndSaysSo() {
    LineageReport report =
        report(
            "import boto3",
            "boto3.resource('dynamodb').Table('t').put_item(Item={'a': '"
                + "x".repeat(900)
                + "'})");
    assertThat(report.excerpts().get(0).lines().get(1)).hasSize(242).endsWith("xxx \u2026");
  }

  @Test
  void nothingIsFetchedAndNothingButTheTwoScriptsMayRun() {
    String page = LineageFormat.HTML.render(report("import boto3"));
    assertThat(page)
        .containsPattern(
            "Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-[^']+'"
                + " 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'\"");
    String own = page.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(own).doesNotContain("http:", "https:", "src=", "@import", "url(", "javascript:");
    assertThat(own).doesNotContainPattern(" on[a-z]+=").doesNotContain(" style=");
  }

  @Test
  void theLibraryKeepsItsNoticeAndLicence() {
    assertThat(LineageFormat.HTML.render(report("import boto3")))
        .contains("Copyright 2010-2023 Mike Bostock", "Permission to use, copy, modify")
        .contains("// https://d3js.org v7.9.0 Copyright");
  }

  private static String data(String page) {
    Matcher block =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
