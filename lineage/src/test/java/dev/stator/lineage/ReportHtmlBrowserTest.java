package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The HTML report as a reader has it: opened from disk in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportHtmlBrowserTest {
  private static final String HANDLER = "fn:api/handler.py\nhandler";
  private static final String WRITE = "fn:store.py\nStore.write";
  private static final String ORDERS = "table:table:orders";

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path folder;

  private Browser browser;
  private Path page;

  @BeforeAll
  void open() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    LineageReport report =
        new PythonProject(sources)
            .file(
                "api/handler.py",
                "import boto3",
                "",
                "TABLE = 'orders'",
                "",
                "def handler(event, context):",
                "    table = boto3.resource('dynamodb').Table(TABLE)",
                "    return table.scan()['Items']",
                "",
                "def other(event, context):",
                "    return boto3.resource('dynamodb').Table(event['t']).get_item(Key={'id': 1})")
            .file(
                "store.py",
                "import boto3",
                "",
                "class Store:",
                "    def __init__(self):",
                "        self.table = boto3.resource('dynamodb').Table('invoices')",
                "",
                "    def write(self, item):",
                "        self.table.put_item(Item=item)",
                "",
                "    def by_day(self, day):",
                "        return self.table.query(IndexName='by-day', Limit=1)")
            .analyze();
    page = written("page.html", report);
    browser = Browser.open(folder);
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void fresh() {
    browser.prefers("light");
    browser.size(1440, 900);
    browser.forget();
    browser.page(page);
  }

  private static Path written(String name, LineageReport report) throws IOException {
    return Files.writeString(folder.resolve(name), LineageFormat.HTML.render(report));
  }

  @Test
  void thePageShowsEachFunctionAndTableAndComplainsOfNothing() {
    assertThat(browser.texts("#map .row .label, #map .card.table .head .label"))
        .containsExactlyInAnyOrder(
            "handler",
            "other",
            "Store.write",
            "Store.by_day",
            "index by-day",
            "orders",
            "invoices",
            "UNKNOWN");
    assertThat(browser.all("#map .edge.use")).hasSize(4);
    assertThat(browser.complaints()).isEmpty();
    browser.screenshot("small-light");
  }

  @Test
  void nothingIsAskedForButThePageItself() {
    browser.click(browser.node(HANDLER));
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file://"));
    assertThat(browser.script("return performance.getEntriesByType('resource').length"))
        .isEqualTo(0L);
  }

  @Test
  void aScriptThatIsNotThePagesOwnDoesNotRun() {
    browser.script(
        "const s = document.createElement('script'); s.textContent = 'window.intruder = 1';"
            + "document.body.append(s); const i = document.createElement('img');"
            + "i.src = 'https://example.com/x.png'; document.body.append(i);");
    assertThat(browser.script("return window.intruder")).isNull();
    assertThat(browser.complaints())
        .anyMatch(line -> line.contains("Content Security Policy") && line.contains("script-src"))
        .anyMatch(line -> line.contains("example.com") && line.contains("Content Security Policy"));
  }

  @Test
  void aFunctionOpensWithItsCodeItsTraceAndItsPolicy() {
    browser.click(browser.node(HANDLER));
    assertThat(browser.find("#details h2").getText()).isEqualTo("handler");
    assertThat(browser.texts("#details .code-line.here").get(0))
        .contains("return table.scan()['Items']");
    assertThat(browser.texts("#details .trace .where"))
        .contains("api/handler.py:7", "api/handler.py:3");
    assertThat(browser.texts("#details .inline-finding code")).contains("scan-on-request-path");
    assertThat(browser.texts("#details .policy pre").get(0)).contains("dynamodb:Scan");
    assertThat(browser.all("#map .edge.on")).hasSize(1);
    browser.screenshot("selected");
  }

  @Test
  void aTableOpensWithWhoUsesIt() {
    browser.click(browser.node("table:table:invoices"));
    assertThat(browser.texts("#details .summary .jump"))
        .containsExactly("Store.writestore.py", "Store.by_daystore.py");
    browser.click(browser.find("#details .summary .jump"));
    assertThat(browser.find("#details h2").getText()).isEqualTo("Store.write");
  }

  @Test
  void anUnknownTableSaysWhyItIsUnknown() {
    browser.click(browser.node("fn:api/handler.py\nother"));
    assertThat(browser.find("#details dl").getText())
        .contains("parameter event of other, which no analysed code gives");
    browser.click(browser.find("#tab-unknown"));
    assertThat(browser.find("#view-unknown").getText()).contains("api/handler.py:10");
  }

  @Test
  void theSearchNarrowsEveryView() {
    browser.press("/");
    assertThat(browser.focused()).isEqualTo("search");
    browser.press("invoices put");
    assertThat(browser.texts("#map .row .label.mono")).containsExactly("Store.write");
    assertThat(browser.find("#shown").getText()).isEqualTo("1 of 4 uses");
    browser.click(browser.find("#tab-links"));
    assertThat(browser.all("#view-links tbody tr")).hasSize(1);
    browser.find("#search").sendKeys(Keys.ESCAPE);
    assertThat(browser.all("#view-links tbody tr")).hasSize(4);
  }

  @Test
  void theFiltersAreByAccessConfidenceTableFileAndFinding() {
    browser.click(browser.find("input[value=select]"));
    assertThat(browser.texts("#map .row .label.mono")).containsExactly("Store.write");
    browser.click(browser.find("#clear"));
    browser.click(browser.find("input[value=exact]"));
    assertThat(browser.find("#map-empty").getText()).contains("Nothing passes");
    browser.click(browser.find("#clear"));
    browser.find("#table").sendKeys("orders");
    assertThat(browser.texts("#map .row .label.mono")).containsExactly("handler");
    browser.click(browser.find("#clear"));
    browser.find("#file").sendKeys("store");
    assertThat(browser.texts("#map .row .label.mono"))
        .containsExactly("Store.write", "Store.by_day");
    browser.click(browser.find("#clear"));
    browser.click(browser.find("#flagged"));
    assertThat(browser.texts("#map .row .label.mono")).containsExactly("handler");
  }

  @Test
  void theKeyboardReachesEverythingInTheGraph() {
    browser.script("document.querySelector('#tab-map').focus()");
    browser.tab(1);
    assertThat(browser.focused()).isEqualTo("file:api/handler.py");
    browser.press(Keys.ARROW_DOWN);
    assertThat(browser.focused()).isEqualTo(HANDLER);
    assertThat(browser.script("return document.activeElement.getAttribute('aria-label')"))
        .isEqualTo("Function handler in api/handler.py: reads orders");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.focused()).isEqualTo(ORDERS);
    browser.press(Keys.ARROW_LEFT);
    assertThat(browser.focused()).isEqualTo(HANDLER);
    browser.screenshot("focus");
    browser.press(Keys.ENTER);
    assertThat(browser.find("#details h2").getText()).isEqualTo("handler");
    assertThat(browser.find("#announce").getAttribute("textContent"))
        .isEqualTo("Details of handler");
    browser.press(Keys.ESCAPE);
    assertThat(browser.find("#details").isDisplayed()).isFalse();
    assertThat(browser.focused()).isEqualTo(HANDLER);
    assertThat(browser.all("#map [tabindex='0']")).hasSize(1);
  }

  @Test
  void theFocusCanBeSeen() {
    browser.script("document.querySelector('#tab-map').focus()");
    browser.tab(1);
    assertThat(
            browser.script(
                "return getComputedStyle(document.activeElement.querySelector('.hit')).strokeWidth"))
        .isEqualTo("2.5px");
  }

  @Test
  void escapeInTheDetailsGoesBackToWhereOneWas() {
    browser.click(browser.node(WRITE));
    browser.find("#details .close").sendKeys(Keys.ESCAPE);
    assertThat(browser.focused()).isEqualTo(WRITE);
  }

  @Test
  void theTabsTurnByArrowKeys() {
    browser.find("#tab-map").sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.focused()).isEqualTo("tab-links");
    assertThat(browser.find("#view-links").isDisplayed()).isTrue();
    assertThat(browser.find("#tab-links").getAttribute("aria-selected")).isEqualTo("true");
  }

  @Test
  void theListIsSortedByItsHeads() {
    browser.click(browser.find("#tab-links"));
    browser.click(browser.find("#view-links thead th:nth-child(3) button"));
    assertThat(browser.texts("#view-links tbody td:nth-child(3)"))
        .containsExactly("handler", "other", "Store.by_day", "Store.write");
    assertThat(browser.find("#view-links thead th:nth-child(3)").getAttribute("aria-sort"))
        .isEqualTo("ascending");
    browser.screenshot("links");
  }

  @Test
  void everyButtonAndFieldHasAName() {
    Object nameless =
        browser.script(
            "return [...document.querySelectorAll('button, input, select, [role=button], [role=tab]')]"
                + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim()"
                + " || (e.labels && e.labels.length && e.labels[0].textContent.trim())))"
                + ".map(e => e.outerHTML)");
    assertThat((List<?>) nameless).isEmpty();
    assertThat(browser.script("return document.documentElement.lang")).isEqualTo("en");
  }

  @Test
  void itIsDarkForWhomPrefersItAndWhoeverTurnsIt() {
    String background = "return getComputedStyle(document.body).backgroundColor";
    assertThat(browser.script(background)).isEqualTo("rgb(244, 246, 249)");
    browser.prefers("dark");
    assertThat(browser.script(background)).isEqualTo("rgb(14, 19, 26)");
    browser.click(browser.node(HANDLER));
    browser.screenshot("dark");
    browser.click(browser.find("#theme"));
    assertThat(browser.find("#theme").getText()).isEqualTo("Theme: light");
    assertThat(browser.script(background)).isEqualTo("rgb(244, 246, 249)");
    browser.click(browser.find("#theme"));
    browser.prefers("light");
    assertThat(browser.script(background)).isEqualTo("rgb(14, 19, 26)");
  }

  @Test
  void aSmallWindowHasEverythingWithoutScrollingSideways() {
    browser.size(420, 800);
    browser.page(page);
    assertThat(
            browser.script(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .isEqualTo(true);
    browser.script(
        "document.querySelector('#canvas').scrollIntoView();"
            + "[...document.querySelectorAll('#map .node')].find(n => n.dataset.id === arguments[0])"
            + ".dispatchEvent(new MouseEvent('click', {bubbles: true}))",
        HANDLER);
    assertThat(browser.find("#details h2").isDisplayed()).isTrue();
    browser.screenshot("narrow");
  }

  @Test
  void theInfrastructureIsJoinedToIt() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("deployed"));
    LineageReport report =
        new PythonProject(sources)
            .file(
                "app.py",
                "import boto3, os",
                "def handler(event, context):",
                "    return boto3.resource('dynamodb').Table(os.environ['T']).get_item(Key={})")
            .file(
                "template.yaml",
                "Transform: AWS::Serverless-2016-10-31",
                "Resources:",
                "  Orders:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties:",
                "      TableName: orders",
                "      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
                "      KeySchema: [{AttributeName: id, KeyType: HASH}]",
                "  Old:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties:",
                "      TableName: old",
                "      KeySchema: [{AttributeName: k, KeyType: HASH}]",
                "  Api:",
                "    Type: AWS::Serverless::Function",
                "    Properties:",
                "      Handler: app.handler",
                "      Environment: {Variables: {T: !Ref Orders}}",
                "      Policies:",
                "        - DynamoDBCrudPolicy: {TableName: !Ref Orders}",
                "      Events:",
                "        Changes:",
                "          Type: DynamoDB",
                "          Properties: {Stream: !GetAtt Fed.StreamArn}",
                "  Fed:",
                "    Type: AWS::DynamoDB::Table",
                "    Properties:",
                "      TableName: fed",
                "      KeySchema:",
                "        - {AttributeName: sorted, KeyType: RANGE}",
                "        - {AttributeName: k, KeyType: HASH}")
            .analyze();
    Path deployed = written("deployed.html", report);
    browser.page(deployed);
    assertThat(browser.texts("#map .card.table .head .label"))
        .containsExactly("orders", "fed", "old");
    assertThat(browser.texts("#map .card.idle .note")).containsExactly("its stream", "nobody");
    browser.click(browser.node("table:table:fed"));
    assertThat(browser.find("#details dl").getText())
        .contains("k, sorted", "Its stream feeds", "Api, template.yaml:");
    browser.page(deployed);
    browser.click(browser.node("table:table:old"));
    assertThat(browser.find("#details dl").getText()).contains("Old, template.yaml:", "k");
    browser.click(browser.node("lambda:template.yaml\nApi"));
    assertThat(browser.find("#details").getText())
        .contains("Granted, never used", "dynamodb:PutItem", "Reaches", "handler")
        .contains("Fed by the stream of fed");
    assertThat(browser.complaints()).isEmpty();
    browser.screenshot("deployed");
  }

  @Test
  void hostileNamesAreTextAndNothingElse() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("hostile"));
    LineageReport report =
        new PythonProject(sources)
            .file(
                "<img src=x onerror=alert(1)>.py",
                "import boto3",
                "def f():",
                "    # </script><script>window.intruder = 1</script> \u2028 <!--",
                "    boto3.resource('dynamodb').Table('<b onclick=\"x\">&amp;</b>').scan()")
            .analyze();
    browser.page(written("hostile.html", report));
    assertThat(browser.script("return window.intruder")).isNull();
    assertThat(browser.all("img, b[onclick]")).isEmpty();
    browser.click(browser.node("fn:<img src=x onerror=alert(1)>.py\nf"));
    assertThat(browser.find("#details").getText())
        .contains("<img src=x onerror=alert(1)>.py:2", "<b onclick=\"x\">&amp;</b>")
        .contains("# </script><script>window.intruder = 1</script>");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aReportWithoutUsesSaysSo() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("empty"));
    LineageReport report = new PythonProject(sources).file("a.py", "print(1)").analyze();
    browser.page(written("empty.html", report));
    assertThat(browser.find("#map-empty").getText())
        .isEqualTo("No use of a DynamoDB table was found in the analysed sources.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void fiveThousandLinksAreDrawnInGroupsThatOpen() throws IOException {
    browser.page(written("large.html", LargeProject.report(5000, 420, 90)));
    assertThat(browser.all("#map .card").size()).isBetween(20, 90);
    browser.screenshot("large");
    browser.click(browser.find("#tab-links"));
    assertThat(browser.all("#view-links tbody tr")).hasSize(200);
    browser.click(browser.find("#tab-map"));
    String first = String.valueOf(browser.find("#map .card.folder .head").getAttribute("data-id"));
    browser.click(browser.node(first));
    assertThat(browser.focused()).startsWith("file:services/");
    assertThat(browser.all("#map .card.file")).isNotEmpty();
    browser.find("#search").sendKeys("module17.py");
    assertThat(browser.all("#map .card.file .row")).isNotEmpty();
    assertThat(browser.complaints()).isEmpty();
    browser.screenshot("large-searched");
  }
}
