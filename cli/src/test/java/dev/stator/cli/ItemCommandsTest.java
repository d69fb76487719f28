package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command on items, typed as a person does, against DynamoDB Local. */
@Timeout(180)
class ItemCommandsTest {
  private static LocalTables tables;
  private static int number;

  /** A table of its own for each test: a partition key {@code id}. */
  private String orders = "";

  /**
   * The same with a numeric sort key {@code line}, and an index by {@code kind} and {@code price}.
   */
  private String lines = "";

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    tables = new LocalTables();
  }

  @AfterAll
  static void end() {
    tables.close();
  }

  @BeforeEach
  void twoTables() {
    orders = "orders-" + ++number;
    lines = "lines-" + number;
    tables.done("table", "create", orders, "--keys", "id:S");
    tables.done(
        "table",
        "create",
        lines,
        "--keys",
        "order:S",
        "line:N",
        "--index",
        "by-price=kind:S,price:N");
  }

  private void fiveLines() {
    for (int i = 1; i <= 5; i++) {
      String kind = i % 2 == 0 ? "even" : "odd";
      tables.done(
          "put",
          lines,
          "o-1",
          "" + i,
          "-i",
          "{\"kind\":\"" + kind + "\",\"price\":" + i * 10 + ",\"name\":\"n" + i + "\"}");
    }
  }

  @Test
  void whatIsPutIsGotWithAllDigits() {
    tables.done(
        "put",
        orders,
        "--item",
        "{\"id\":\"o-17\",\"n\":12345678901234567890123456789012345678,\"l\":[1,{\"a\":null}],\"e\":\"\"}");

    assertThat(tables.done("get", orders, "o-17"))
        .contains("\"n\":12345678901234567890123456789012345678")
        .contains("\"l\":[1,{\"a\":null}]")
        .endsWith("}\n")
        .hasLineCount(1);
    assertThat(tables.done("get", orders, "o-17", "-o", "dynamodb-json"))
        .contains("\"n\":{\"N\":\"12345678901234567890123456789012345678\"}")
        .contains("\"e\":{\"S\":\"\"}");
  }

  @Test
  void asADocumentAnItemIsIndented() {
    tables.done("put", orders, "o-17");

    assertThat(tables.done("get", orders, "o-17", "-o", "json"))
        .isEqualTo("{\n  \"id\": \"o-17\"\n}\n");
  }

  @Test
  void asATableAnItemHasALineForEachAttributeWithItsType() {
    tables.done(
        "put",
        orders,
        "--format",
        "dynamodb-json",
        "-i",
        "{\"id\":{\"S\":\"o-17\"},\"tags\":{\"SS\":[\"b\"]},\"a\":{\"N\":\"1\"},\"raw\":{\"B\":\"AQI=\"}}");

    assertThat(tables.done("get", orders, "o-17", "-o", "table"))
        .isEqualTo(
            """
            id    S     o-17
            a     N     1
            raw   B     "AQI="
            tags  SS    ["b"]
            """);
  }

  @Test
  void anItemThatIsNotThereIsAnError() {
    Stator.Outcome outcome = tables.run("get", orders, "o-18");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("error: table " + orders + ": there is no item {\"id\": \"o-18\"}\n");
  }

  @Test
  void aTableThatIsNotThereIsAnsweredWithTheLikelyOne() {
    tables.done("table", "create", "invoices", "--keys", "id:S");

    Stator.Outcome outcome = tables.run("get", "invoicse", "o-17");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .startsWith("error: DescribeTable of table \"invoicse\": ")
        .contains("hint: did you mean invoices?\n");
  }

  @Test
  void aWrongKeyIsAnErrorThatNamesTheSchema() {
    assertThat(tables.run("get", lines, "o-1").err())
        .isEqualTo(
            "error: table "
                + lines
                + ": the sort key line is missing\nhint: the key of "
                + lines
                + " is order (S), line (N)\n");
    assertThat(tables.run("get", lines, "o-1", "two").err())
        .contains(": line is a number: \"two\" is not a number\n")
        .contains("is order (S), line (N)\n");
    assertThat(tables.run("get", orders, "o-1", "2").err())
        .contains(": there is no sort key, and 2 was given for one\n");
    assertThat(tables.run("get", orders, "").err()).contains("\"id\" has 0 bytes");
    assertThat(tables.run("get", lines, "o-1").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aKeyThatBeginsWithAHyphenGoesBehindTwo() {
    tables.done("put", lines, "o-1", "--", "-5");

    assertThat(tables.done("get", lines, "--", "o-1", "-5")).contains("\"line\":-5");
    assertThat(tables.done("get", lines, "o-1", "-5")).contains("\"line\":-5");
    assertThat(tables.run("get", lines, "o-1", "-x").err())
        .contains("unknown option -x")
        .contains("hint: a value that begins with a hyphen goes behind --\n");
  }

  @Test
  void aBinaryKeyIsBase64() {
    String table = "hashes-" + number;
    tables.done("table", "create", table, "--keys", "hash:B");
    tables.done("put", table, "AQID", "-i", "{\"a\":1}");

    assertThat(tables.done("get", table, "AQID")).isEqualTo("{\"a\":1,\"hash\":\"AQID\"}\n");
    assertThat(tables.run("get", table, "%").err())
        .contains("hash is binary, and \"%\" is not base64");
  }

  @Test
  void aProjectionReturnsOnlyWhatItNames() {
    tables.done("put", orders, "o-1", "-i", "{\"name\":\"x\",\"status\":\"open\"}");

    assertThat(tables.done("get", orders, "o-1", "--projection", "status"))
        .isEqualTo("{\"status\":\"open\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":}      | --item, line 1: $.a: a value is missing",
        "{\"a\":1,\"a\":2} | --item, line 1: $.a: the name comes twice",
        "{\"a\":[1,1E999]} | --item, line 1: $.a[1]: number 1E+999 is out of DynamoDB's range",
        "[1]           | --item, line 1: an item is wanted here, {...}, not 1]",
        "{\"a\":1      | --item, line 1: the item that begins here is not closed",
        "~~            | stator put: --item is empty",
      })
  void whatIsNoItemIsNotPut(String item, String problem) {
    Stator.Outcome outcome = tables.run("put", orders, "o-1", "--item", item);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: " + problem);
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @Test
  void aKeyThatTheItemContradictsIsAMistake() {
    assertThat(tables.run("put", orders, "o-1", "-i", "{\"id\":\"o-2\"}").err())
        .startsWith("error: stator put: KEY and --item have different values of id\n");
    assertThat(tables.run("put", orders).err()).startsWith("error: stator put: there is no item\n");
  }

  @Test
  void anItemWhoseKeyTheServiceRefusesIsAnsweredWithTheSchema() {
    Stator.Outcome absent = tables.run("put", lines, "-i", "{\"order\": \"o-1\"}");
    Stator.Outcome mistyped =
        tables.run("put", lines, "-i", "{\"order\": \"o-1\", \"line\": \"1\"}");

    assertThat(absent.code()).isEqualTo(ExitCode.FAILED);
    assertThat(absent.err())
        .startsWith("error: PutItem of table \"" + lines + "\": ValidationException")
        .contains("hint: key attribute \"line\" is absent from the item\n")
        .contains("hint: the key of " + lines + " is order (S), line (N)\n");
    assertThat(mistyped.err()).contains("hint: key attribute \"line\" is of type S; ");
  }

  @Test
  void whatPlainJsonCannotSayIsHintedAtWhereItIsNoJsonAlone() {
    assertThat(tables.run("put", orders, "-i", "{\"a\": <<1>>}").err())
        .contains("hint: it is read as plain JSON, which has no sets and no binary");
    assertThat(tables.run("put", orders, "-i", "{\"a\": 1e126}").err())
        .contains("out of DynamoDB's range")
        .doesNotContain("hint:");
  }

  @Test
  void anItemComesFromAFileHoweverItIsSetInLines() throws IOException {
    Path file = Files.writeString(folder.resolve("order.json"), "{\n  \"id\":\n \"o-1\"\n}\n");
    tables.done("put", orders, "-i", "@" + file);

    assertThat(tables.done("scan", orders)).isEqualTo("{\"id\":\"o-1\"}\n");
    assertThat(tables.run("put", orders, "-i", "@" + folder.resolve("none.json")).err())
        .contains("none.json: there is no such file");
  }

  @Test
  void ifAbsentKeepsWhatIsThereAndShowsIt() {
    tables.done("put", orders, "o-1", "-i", "{\"v\":1}");

    Stator.Outcome outcome = tables.run("put", orders, "o-1", "-i", "{\"v\":2}", "--if-absent");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .contains("ConditionalCheckFailedException")
        .contains("attribute_not_exists(id)")
        .contains("hint: the item is {")
        .contains("\"v\":1");
    assertThat(tables.done("get", orders, "o-1")).contains("\"v\":1");
  }

  @Test
  void aConditionHasReservedWordsAndValuesInItsText() {
    tables.done("put", orders, "o-1", "-i", "{\"status\":\"open\"}");

    assertThat(
            tables
                .run(
                    "put",
                    orders,
                    "o-1",
                    "-i",
                    "{\"status\":\"paid\"}",
                    "--condition",
                    "status = 'closed' OR size(id) > 9")
                .err())
        .contains("status = \"closed\" OR size(id) > 9");
    assertThat(
            tables.done(
                "put",
                orders,
                "o-1",
                "-i",
                "{\"status\":\"paid\"}",
                "--condition",
                "#s = :open",
                "--names",
                "{\"#s\":\"status\"}",
                "--values",
                "{\":open\":{\"S\":\"open\"}}",
                "--return"))
        .contains("\"status\":\"open\"");
  }

  @Test
  void manyItemsArePutInBatches() {
    String many =
        IntStream.range(0, 130)
            .mapToObj(i -> "{\"id\":\"o-" + i + "\",\"n\":" + i + "}\n")
            .collect(Collectors.joining());

    Stator.Outcome outcome =
        tables.stator().typing(many).launch("put", orders, "-i", "-", "-o", "json");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).startsWith("{\"put\":130,\"failed\":0,\"seconds\":");
    assertThat(tables.done("scan", orders)).hasLineCount(130);
  }

  @Test
  void aTableIsCopiedThroughAPipeWithAllItsTypes() {
    tables.done(
        "put",
        orders,
        "--format",
        "dynamodb-json",
        "-i",
        "{\"id\":{\"S\":\"o-1\"},\"tags\":{\"SS\":[\"b\",\"a\"]},\"raw\":{\"B\":\"AQI=\"}}");
    tables.done("put", orders, "o-2");
    String copy = "copy-" + number;
    tables.done("table", "create", copy, "--keys", "id:S");
    String all = tables.done("scan", orders, "-o", "dynamodb-json");

    Stator.Outcome outcome =
        tables.stator().typing(all).launch("put", copy, "-i", "-", "--format", "dynamodb-json");

    assertThat(outcome.out()).startsWith("put   2 items\n");
    assertThat(tables.done("scan", copy, "-o", "dynamodb-json").lines())
        .containsExactlyInAnyOrderElementsOf(all.lines().toList());
  }

  @Test
  void aDocumentOfItemsIsPutToo() {
    tables.done("put", orders, "o-1", "-i", "{\"a\":[1,\"]\\\"{\"]}");
    tables.done("put", orders, "o-2");
    String document = tables.done("scan", orders, "-o", "json");

    Stator.Outcome outcome = tables.stator().typing(document).launch("put", orders, "-i", "-");

    assertThat(outcome.out()).startsWith("put   2 items\n");
  }

  @Test
  void itemsThatFailAreToldWithTheirPlaceAndTheOthersArePut() {
    String input =
        """
        {"id":"o-1"}
        {"name":"without key"}
        {"id":"o-3"}
        """;

    Stator.Outcome outcome = tables.stator().typing(input).launch("put", orders, "-i", "-");

    assertThat(outcome.code()).isEqualTo(ExitCode.PARTIAL);
    assertThat(outcome.err()).startsWith("error: stdin, line 2: ").contains("attribute id: ");
    assertThat(outcome.out()).startsWith("put     2 items\nfailed  1 items\n");
    assertThat(tables.done("scan", orders)).hasLineCount(2);
  }

  @Test
  void whatCannotBeReadEndsThePuttingAndWhatCameBeforeIsPut() {
    String input = "{\"id\":\"o-1\"}\n{\"id\":\"o-2\"}\noops\n{\"id\":\"o-4\"}\n";

    Stator.Outcome outcome = tables.stator().typing(input).launch("put", orders, "-i", "-");

    assertThat(outcome.code()).isEqualTo(ExitCode.PARTIAL);
    assertThat(outcome.err())
        .contains(
            "error: stdin, line 3: an item is wanted here, {...}, not oops; nothing was read");
    assertThat(tables.done("scan", orders)).hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--if-absent", "--return", "--dry-run", "--capacity"})
  void whatIsForOneItemIsRefusedForMany(String option) {
    Stator.Outcome outcome =
        tables
            .stator()
            .typing("{\"id\":\"o-1\"} {\"id\":\"o-2\"}")
            .launch("put", orders, "-i", "-", option);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: stator put: " + option + " is for one item");
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @Test
  void nothingToPutIsSaidAndIsNoError() {
    Stator.Outcome outcome = tables.stator().typing("\n").launch("put", orders, "-i", "-");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEqualTo("there was no item to put\n");
  }

  @Test
  void anUpdateHasNamesAndValuesInItsText() {
    tables.done("put", orders, "o-1", "-i", "{\"status\":\"open\",\"qty\":1,\"note\":\"x\"}");

    assertThat(
            tables.done(
                "update",
                orders,
                "o-1",
                "--set",
                "status = 'paid', qty = qty + 1",
                "--set",
                "log = list_append(if_not_exists(log, []), ['seen', {\"at\": 1}])",
                "--remove",
                "note",
                "--add",
                "tags <<'gift'>>",
                "--atomic-counter",
                "views",
                "--return",
                "-o",
                "table"))
        .isEqualTo(
            """
            id      S     o-1
            log     L     ["seen",{"at":1}]
            qty     N     2
            status  S     paid
            tags    SS    ["gift"]
            views   N     1
            """);
    assertThat(tables.done("update", orders, "o-1", "--delete", "tags <<'gift'>>", "--return"))
        .doesNotContain("tags");
  }

  @Test
  void anUpdateThatSaysNothingOrIsNoneIsRefusedBeforeAnythingIsAsked() {
    assertThat(Stator.run("update", "t", "k").err())
        .isEqualTo(
            """
            error: stator update: it is not said what to change
            hint: say it with --set, --remove, --add, --delete or --atomic-counter
            """);
    Stator.Outcome outcome = Stator.run("update", "t", "k", "--set", "a == 1");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo("error: bad update at 7: expected \"=\", found \"==\"\nSET a == 1\n      ^\n");
  }

  @Test
  void ifExistsMakesNoItem() {
    Stator.Outcome outcome = tables.run("update", orders, "o-1", "--set", "a = 1", "--if-exists");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("attribute_exists(id)");
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @Test
  void aMinusThatIsAHyphenIsPointedOut() {
    tables.done("put", orders, "o-1", "-i", "{\"n\": 5}");

    Stator.Outcome outcome = tables.run("update", orders, "o-1", "--set", "n = n-1");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).endsWith("hint: n-1 is one name; a minus has a blank before it\n");
    assertThat(tables.run("update", orders, "o-1", "--set", "n = m, t = 'a-1'").err())
        .startsWith("error: ")
        .doesNotContain("a minus");
  }

  @Test
  void aFailedConditionOfAnUpdateShowsItAndTheItem() {
    tables.done("put", orders, "o-1", "-i", "{\"qty\":0}");

    assertThat(
            tables
                .run("update", orders, "o-1", "--set", "qty = qty - 1", "--condition", "qty >= 1")
                .err())
        .contains("qty >= 1")
        .containsPattern("hint: the item is \\{.*\"qty\":0");
  }

  @Test
  void deletingAsksAndAYesDeletes() {
    tables.done("put", orders, "o-1", "-i", "{\"v\":1}");

    Stator.Outcome no = tables.stator().onTerminal().typing("n\n").launch("delete", orders, "o-1");
    assertThat(no.code()).isEqualTo(ExitCode.FAILED);
    assertThat(no.err())
        .startsWith("Delete {\"id\": \"o-1\"} from " + orders + "? [y/N] ")
        .contains("nothing was done: it was not confirmed");
    assertThat(tables.done("scan", orders)).hasLineCount(1);

    Stator.Outcome yes =
        tables.stator().onTerminal().typing("y\n").launch("delete", orders, "o-1", "-o", "jsonl");
    assertThat(yes.code()).as(yes.err()).isEqualTo(ExitCode.OK);
    assertThat(yes.err()).endsWith("deleted {\"id\": \"o-1\"} from " + orders + "\n");
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @Test
  void whereNobodyCanBeAskedDeletingNeedsAYes() {
    tables.done("put", orders, "o-1", "-i", "{\"v\":1}");

    Stator.Outcome refused = tables.run("delete", orders, "o-1");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .isEqualTo(
            """
            error: stator delete: asks before it would delete an item, and this is no terminal
            hint: say --yes if it is meant
            """);
    assertThat(tables.done("delete", orders, "o-1", "--yes", "--return")).contains("\"v\":1");
  }

  @Test
  void thatThereWasNothingToDeleteIsSaid() {
    Stator.Outcome outcome = tables.run("delete", orders, "o-9", "-y");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEqualTo("there was no item {\"id\": \"o-9\"} in " + orders + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3                 | 3",
        "== 3              | 3",
        "= 3               | 3",
        "> 3               | 4 5",
        ">=3               | 3 4 5",
        "< 2               | 1",
        "<= 2              | 1 2",
        "between 2 and 4   | 2 3 4",
        "BETWEEN 2 4       | 2 3 4",
      })
  void aQueryTakesSortKeysAsDyneinDoes(String which, String expected) {
    fiveLines();

    assertThat(
            tables
                .done("query", lines, "o-1", "--sort-key", which, "--projection", "line")
                .lines()
                .map(line -> line.replaceAll("\\D", ""))
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void aSortKeyThatIsNoneNamesTheSchema() {
    assertThat(tables.run("query", lines, "o-1", "--sort-key", "> two").err())
        .contains("line is a number", "is order (S), line (N)");
    assertThat(tables.run("query", lines, "o-1", "--sort-key", "begins_with 2").err())
        .contains("a number begins with nothing");
    assertThat(tables.run("query", lines, "o-1", "--sort-key", "between 2").err())
        .contains("bad --sort-key 'between 2': a value is missing");
    assertThat(tables.run("query", orders, "o-1", "--sort-key", "2").err())
        .contains("there is no sort key for --sort-key '2'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<> 5",
        "!= 5",
        "=> 5",
        "=< 5",
        "> = 5",
        "== > 5",
        "contains x",
        "begins_with(x)",
        "begins with x",
        "starts_with x",
        "attribute_exists (x)",
        "between(1, 2)",
      })
  void aConditionOfAnotherLanguageIsNotTakenForAValue(String which) {
    Stator.Outcome outcome = tables.run("query", lines, "o-1", "--sort-key", which);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .startsWith("error: bad --sort-key '" + which + "': sort keys have no such condition\n");
  }

  @Test
  void aSortKeyThatLooksLikeAConditionGoesInQuotes() {
    String texts = "texts-" + number;
    tables.done("table", "create", texts, "--keys", "id:S", "text:S");
    tables.done("put", texts, "a", ">5");
    tables.done("put", texts, "a", "contains x");

    assertThat(tables.done("query", texts, "a", "-s", "= '>5'")).hasLineCount(1);
    assertThat(tables.done("query", texts, "a", "-s", "= contains x")).hasLineCount(1);
  }

  @Test
  void anIndexHasItsOwnKey() {
    fiveLines();

    assertThat(
            tables.done(
                "query",
                lines,
                "odd",
                "--index",
                "by-price",
                "--sort-key",
                ">= 30",
                "--descending",
                "--projection",
                "price"))
        .isEqualTo("{\"price\":50}\n{\"price\":30}\n");
    Stator.Outcome none = tables.run("query", lines, "odd", "--index", "by-prise");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err())
        .contains("has no index by-prise\n")
        .contains("hint: its indexes are by-price");
    assertThat(tables.run("query", lines, "odd", "--index", "by-price", "--sort-key", "> x").err())
        .contains("the key of index by-price of " + lines + " is kind (S), price (N)");
  }

  @Test
  void aScanOfAnIndexThatIsNotThereNamesThoseThatAre() {
    Stator.Outcome outcome = tables.run("scan", lines, "--index", "by-prise");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo(
            "error: table " + lines + " has no index by-prise\nhint: its indexes are by-price\n");
  }

  @Test
  void theLimitIsOfItemsWantedWhateverTheFilterEvaluates() {
    fiveLines();

    assertThat(tables.done("query", lines, "o-1", "--filter", "price > 20", "--limit", "2"))
        .hasLineCount(2)
        .contains("\"price\":30", "\"price\":40");
    assertThat(tables.done("scan", lines, "--limit", "3")).hasLineCount(3);
    assertThat(tables.run("scan", lines, "--limit", "0").err())
        .startsWith("error: stator scan: --limit 0: must be 1 or more");
  }

  @Test
  void whatItCostIsSaidIfAskedFor() {
    fiveLines();

    assertThat(tables.run("scan", lines, "--capacity").err()).isEqualTo("0.5 RCU\n");
    assertThat(tables.run("query", lines, "o-1", "--capacity", "--consistent").err())
        .isEqualTo("1 RCU\n");
    assertThat(tables.run("put", orders, "o-1", "--capacity").err()).startsWith("1 WCU\n");
  }

  @Test
  void aDryRunShowsTheRequestAndSendsNothing() {
    assertThat(tables.done("put", orders, "o-1", "--dry-run"))
        .isEqualTo(
            "DynamoDB_20120810.PutItem {\"TableName\":\""
                + orders
                + "\",\"Item\":{\"id\":{\"S\":\"o-1\"}}}\n");
    assertThat(tables.done("query", lines, "o-1", "--sort-key", "> 2", "--dry-run"))
        .startsWith("DynamoDB_20120810.Query {")
        .contains("{\"N\":\"2\"}");
    assertThat(tables.done("delete", orders, "o-1", "--dry-run"))
        .startsWith("DynamoDB_20120810.DeleteItem {");
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @Test
  void aTableShowsKeysFirstWithTypesAndNumbersToTheRight() {
    fiveLines();

    assertThat(tables.done("query", lines, "o-1", "--sort-key", "<= 2", "-o", "table"))
        .isEqualTo(
            """
            order S  line N  kind S  name S  price N
            o-1           1  odd     n1           10
            o-1           2  even    n2           20
            """);
  }

  @Test
  void aScreenThatIsTooNarrowIsToldOf() {
    tables.done("put", orders, "o-1", "-i", "{\"text\":\"" + "word ".repeat(40) + "\"}");

    Stator.Outcome outcome = tables.stator().onTerminal().launch("--color=never", "scan", orders);

    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(outcome.out()).contains("…");
    assertThat(outcome.err()).contains("cells that end in … are cut; -o json shows all");
    assertThat(tables.done("scan", orders, "-o", "table")).doesNotContain("…");
  }

  @Test
  void noItemCanDrawOnTheTerminal() {
    tables.done("put", orders, "o-1", "-i", "{\"text\":\"a\\u001b[2Jb\\nc\\u202ed\"}");

    assertThat(tables.done("scan", orders, "-o", "table")).contains("a\\u001b[2Jb\\nc\\u202ed");
  }

  @Test
  void noItemsAreSaidOnStderr() {
    Stator.Outcome outcome = tables.run("scan", orders, "-o", "table");

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).isEqualTo("no items\n");
    assertThat(tables.done("scan", orders, "-o", "json")).isEqualTo("[]\n");
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @Test
  void sqlSelectsWithParameters() {
    fiveLines();

    assertThat(
            tables.done(
                "sql",
                "SELECT line FROM \"" + lines + "\" WHERE \"order\" = ? AND line > ?",
                "-p",
                "o-1",
                "-p",
                "3"))
        .isEqualTo("{\"line\":4}\n{\"line\":5}\n");
    assertThat(tables.done("sql", "SELECT * FROM \"" + lines + "\"", "--limit", "2"))
        .hasLineCount(2);
  }

  @Test
  void sqlWritesAndADeleteNeedsAYes() {
    Stator.Outcome insert =
        tables.run(
            "sql",
            "INSERT INTO \"" + orders + "\" VALUE {'id': ?, 'n': ?}",
            "-p",
            "\"17\"",
            "-p",
            "17");
    assertThat(insert.code()).as(insert.err()).isEqualTo(ExitCode.OK);
    assertThat(insert.err()).isEqualTo("done\n");
    assertThat(tables.done("get", orders, "17")).contains("\"n\":17");

    String delete = "delete from \"" + orders + "\" where id = '17'";
    assertThat(tables.run("sql", delete).code()).isEqualTo(ExitCode.USAGE);
    assertThat(tables.run("sql", delete, "--yes").code()).isEqualTo(ExitCode.OK);
    assertThat(tables.done("scan", orders)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t WHERE id = 'a'",
        "\n\t delete from t",
        "/* a note */ DELETE FROM t",
        "-- a note\nDELETE FROM t",
        "/**//* - */\u00a0DELETE\u00a0FROM t",
        "(DELETE FROM t)",
      })
  void aDeleteIsOneWhateverStandsBeforeIt(String statement) {
    Stator.Outcome outcome = Stator.run("sql", "--", statement);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: stator sql: asks before it would delete an item");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "-- nothing", "/* nothing */"})
  void aStatementThatSaysNothingIsRefused(String statement) {
    Stator.Outcome outcome = Stator.run("sql", "--", statement);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).isEqualTo("error: stator sql: the statement is empty\n");
  }

  @Test
  void aSelectOfWhatIsCalledDeleteAsksNothing() {
    assertThat(tables.run("sql", "SELECT \"delete\" FROM \"" + orders + "\"").code())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aParameterThatIsNearlyJsonIsAMistake() {
    Stator.Outcome outcome =
        Stator.run("sql", "SELECT * FROM t WHERE a = ?", "-p", "{a", "--local");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: stator sql: -p {a: ");
  }

  @Test
  void aStatementThatIsNoneIsToldInTheServicesWords() {
    Stator.Outcome outcome = tables.run("sql", "SELEKT 1");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).startsWith("error: ExecuteStatement: ValidationException");
  }
}
