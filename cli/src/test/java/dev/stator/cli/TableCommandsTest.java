package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command on tables, against DynamoDB Local. */
@Timeout(180)
class TableCommandsTest {
  private static LocalTables tables;

  @BeforeAll
  static void start() {
    tables = new LocalTables();
  }

  @AfterAll
  static void end() {
    tables.close();
  }

  @Test
  void aTableIsMadeAndDescribed() {
    String described =
        tables.done(
            "table",
            "create",
            "made",
            "--keys",
            "id:S",
            "at:N",
            "--index",
            "by-kind=kind:S,keys-only",
            "--index",
            "by-price=price:N,id:S,name,total",
            "--local-index",
            "by-name=name:S",
            "--stream",
            "new-image",
            "--ttl",
            "expiresAt",
            "--deletion-protection");

    assertThat(described)
        .startsWith(
            """
            table         made
            status        ACTIVE
            key           id (S), at (N)
            capacity      on-demand
            """)
        .contains("index         by-kind: kind (S); keys only\n")
        .contains("index         by-price: price (N), id (S); with name, total\n")
        .contains("local index   by-name: id (S), name (S)\n")
        .contains("stream        new-image, arn:aws:dynamodb:")
        .contains("protected     against deletion\n")
        .contains("items expire  by expiresAt\n");
    assertThat(tables.done("table", "describe", "made", "-o", "json"))
        .startsWith("{\n  \"AttributeDefinitions\": [\n")
        .contains("\n  \"TableName\": \"made\",\n");
    assertThat(tables.done("table", "describe", "made", "-o", "jsonl")).hasLineCount(1);
  }

  @Test
  void provisionedUnitsMakeItProvisioned() {
    assertThat(
            tables.done(
                "table", "create", "provisioned", "--keys", "id,S", "--rcu", "10", "--wcu", "5"))
        .contains("capacity  provisioned, 10 RCU and 5 WCU\n");
  }

  @Test
  void anIndexHasTheTablesUnitsOrItsOwn() {
    assertThat(
            tables.done(
                "table",
                "create",
                "units",
                "--keys",
                "id:S",
                "--index",
                "by-kind=kind:S",
                "--index",
                "by-price=price:N",
                "--rcu",
                "10",
                "--wcu",
                "5",
                "--index-units",
                "by-price=20,6"))
        .contains("by-kind: kind (S); 10 RCU and 5 WCU\n")
        .contains("by-price: price (N); 20 RCU and 6 WCU\n");

    assertThat(tables.done("table", "update", "units", "--index-units", "by-kind=11,4"))
        .contains("provisioned, 10 RCU and 5 WCU\n")
        .contains("by-kind: kind (S); 11 RCU and 4 WCU\n")
        .contains("by-price: price (N); 20 RCU and 6 WCU\n");
    assertThat(tables.done("table", "update", "units", "--rcu", "12", "--wcu", "8"))
        .contains("provisioned, 12 RCU and 8 WCU\n")
        .contains("by-kind: kind (S); 11 RCU and 4 WCU\n");
  }

  @Test
  void aTableWithIndexesBecomesProvisionedTogetherWithThem() {
    tables.done(
        "table",
        "create",
        "switched",
        "--keys",
        "id:S",
        "--index",
        "by-kind=kind:S",
        "--index",
        "by-price=price:N");

    assertThat(
            tables.done(
                "table",
                "update",
                "switched",
                "--mode",
                "provisioned",
                "--rcu",
                "10",
                "--wcu",
                "5",
                "--index-units",
                "by-price=7,3"))
        .contains("provisioned, 10 RCU and 5 WCU\n")
        .contains("by-kind: kind (S); 10 RCU and 5 WCU\n")
        .contains("by-price: price (N); 7 RCU and 3 WCU\n");
    assertThat(tables.done("table", "update", "switched", "--mode", "on-demand"))
        .contains("on-demand\n")
        .doesNotContain("RCU");
  }

  @Test
  void anIndexThatIsAddedToAProvisionedTableHasTheTablesUnitsOrItsOwn() {
    tables.done("table", "create", "added", "--keys", "id:S", "--rcu", "10", "--wcu", "5");

    assertThat(
            tables.done(
                "table",
                "update",
                "added",
                "--add-index",
                "by-kind=kind:S",
                "--add-index",
                "by-price=price:N",
                "--index-units",
                "by-price=7,3"))
        .contains("by-kind: kind (S); 10 RCU and 5 WCU\n")
        .contains("by-price: price (N); 7 RCU and 3 WCU\n");
    assertThat(
            tables.done(
                "table",
                "update",
                "added",
                "--drop-index",
                "by-price",
                "--add-index",
                "by-price=price:S,id:S",
                "--index-units",
                "by-price=4,2",
                "--yes"))
        .contains("by-price: price (S), id (S); 4 RCU and 2 WCU\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--drop-index by-kind --drop-index none | table held has no index none",
        "--drop-index by-kind --drop-index by-name | index by-name of table held is a local one",
        "--drop-index by-kind --add-index new=price:S | key attribute price is given as N and as S",
        "--drop-index by-kind --add-index by-price=x:S | table held has an index by-price already",
        "--drop-index by-kind --index-units by-price=5,5 | table held is on-demand, and its indexes have no units",
        "--drop-index by-kind --rcu 5 --wcu 5 --index-units none=5,5 | table held has no index none",
      })
  void whatATableCannotBecomeIsSaidBeforeTheFirstChange(String changes, String problem) {
    if (!tables.done("table", "ls").contains("held")) {
      tables.done(
          "table",
          "create",
          "held",
          "--keys",
          "id:S",
          "at:N",
          "--index",
          "by-kind=kind:S",
          "--index",
          "by-price=price:N",
          "--local-index",
          "by-name=name:S");
    }

    Stator.Outcome outcome = tables.run(("table update held --yes " + changes).split(" "));

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: " + problem);
    assertThat(tables.done("table", "describe", "held")).contains("on-demand", "by-kind: kind (S)");
  }

  @Test
  void twoKeysAreNotTakenForOneName() {
    Stator.Outcome outcome = Stator.run("table", "create", "t", "--keys", "id:S,line:N");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo(
            """
            error: --keys: id:S,line:N is no key
            hint: two have a blank between them: --keys id:S line:N
            """);
  }

  @Test
  void namesAreListedPlainly() {
    tables.done("table", "create", "list-b", "--keys", "id:S");
    tables.done("table", "create", "list-a", "--keys", "id:S");

    assertThat(tables.done("table", "ls", "--prefix", "list-")).isEqualTo("list-a\nlist-b\n");
    assertThat(tables.done("table", "ls", "--prefix", "list-", "-o", "json"))
        .isEqualTo("[\n  \"list-a\",\n  \"list-b\"\n]\n");
    assertThat(tables.done("table", "ls", "--prefix", "list-", "-o", "jsonl"))
        .isEqualTo("\"list-a\"\n\"list-b\"\n");
    assertThat(tables.run("table", "ls", "--prefix", "none").err())
        .isEqualTo("no tables that begin with none\n");
  }

  @Test
  void anEndpointOfPlainHttpIsSaidNotToSpeakTls() {
    String secure = tables.endpoint().toString().replace("http://", "https://");

    Stator.Outcome outcome = tables.run("table", "ls", "--endpoint-url", secure);

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .isEqualTo(
            "error: ListTables: "
                + secure
                + " does not speak TLS (1 attempt)\n"
                + "hint: is the endpoint http://, and not https://?\n");
  }

  @Test
  void aTableIsChangedOneThingAfterAnother() {
    tables.done("table", "create", "changed", "--keys", "id:S");

    String described =
        tables.done(
            "table",
            "update",
            "changed",
            "--rcu",
            "7",
            "--wcu",
            "3",
            "--add-index",
            "by-kind=kind:S",
            "--stream",
            "keys-only",
            "--ttl",
            "until");

    assertThat(described)
        .contains("provisioned, 7 RCU and 3 WCU\n")
        .contains("by-kind: kind (S); 7 RCU and 3 WCU\n")
        .contains("keys-only, arn:")
        .contains("by until\n");
    assertThat(
            tables.done(
                "table",
                "update",
                "changed",
                "--drop-index",
                "by-kind",
                "--stream",
                "off",
                "--mode",
                "on-demand",
                "--no-ttl",
                "until",
                "--yes"))
        .doesNotContain("by-kind", "keys-only", "by until")
        .contains("on-demand\n");
  }

  @Test
  void whatIsDoneBeforeAChangeThatFailsIsTold() {
    tables.done("table", "create", "halfway", "--keys", "id:S", "--stream", "keys-only");

    Stator.Outcome outcome =
        tables.run(
            "table",
            "update",
            "halfway",
            "--rcu",
            "7",
            "--wcu",
            "3",
            "--stream",
            "new-image",
            "--ttl",
            "until");

    assertThat(outcome.code()).isEqualTo(ExitCode.PARTIAL);
    assertThat(outcome.err())
        .startsWith("error: UpdateTable of table \"halfway\": ")
        .endsWith("hint: done before: --mode; not done: --stream new-image, --ttl until\n");
    assertThat(tables.done("table", "describe", "halfway")).contains("provisioned, 7 RCU");
  }

  @Test
  void protectionAgainstDeletionHoldsUntilItIsTurnedOff() {
    tables.done("table", "create", "kept", "--keys", "id:S", "--deletion-protection");

    Stator.Outcome outcome = tables.run("table", "delete", "kept", "--yes");
    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .isEqualTo(
            """
            error: table kept is protected against deletion; nothing was done
            hint: if it is to go: stator table update kept --deletion-protection off
            """);
    tables.done("table", "update", "kept", "--deletion-protection", "off");
    tables.done("table", "delete", "kept", "--yes");
    assertThat(tables.done("table", "ls")).doesNotContain("kept");
  }

  @Test
  void deletingATableWantsItsNameTyped() {
    tables.done("table", "create", "doomed", "--keys", "id:S");

    Stator.Outcome refused =
        tables.stator().onTerminal().typing("doom\n").launch("table", "delete", "doomed");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("This deletes table arn:aws:dynamodb:", "/doomed with its 0 items, 0 B.\n")
        .contains("Type the table's name to go on: ")
        .contains("nothing was done: what was typed is not doomed");
    assertThat(tables.done("table", "ls")).contains("doomed");

    Stator.Outcome done =
        tables.stator().onTerminal().typing("doomed\n").launch("table", "delete", "doomed");
    assertThat(done.code()).as(done.err()).isEqualTo(ExitCode.OK);
    assertThat(done.err()).contains("deleted doomed\n");
    assertThat(tables.done("table", "ls")).doesNotContain("doomed");
  }

  @Test
  void whereNobodyCanBeAskedDeletingNeedsAYes() {
    Stator.Outcome outcome = Stator.run("table", "delete", "orders");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .startsWith("error: stator table delete: asks before it would delete a table")
        .contains("hint: say --yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create t --keys id                    | --keys: id is no key",
        "create t --keys id:X                  | --keys: id:X is no key",
        "create t --keys a:b:S                 | --keys: a:b:S is no key",
        "create t --keys a,b,S                 | --keys: a,b,S is no key",
        "create t --keys a,S,b,N               | --keys: a,S,b,N is no key",
        "create t --keys a:S --index x=b:c:N   | --index x=b:c:N: b:c:N is no key",
        "create t --keys a:S --index x=b:S,c:n | --index x=b:S,c:n: c:n is no key",
        "create t --keys a:S --index x=b:S --index-units x=5,5 | stator table create: --index-units is for --mode provisioned",
        "create t --keys a:S --rcu 1 --wcu 1 --index-units x=5,5 | stator table create: --index-units names index x, and no --index does",
        "create t                              | stator table create: missing required option: '--keys=NAME:TYPE'",
        "create t --keys a:S --index x         | --index x: this is no index",
        "create t --keys a:S --index x=b       | --index x=b: this is no index",
        "create t --keys a:S --index x=a:N     | key attribute a is given as S and as N",
        "create t --keys a:S --rcu 1           | stator table create: provisioned capacity needs both --rcu and --wcu",
        "create t --keys a:S --mode on-demand --rcu 1 --wcu 1 | stator table create: --rcu and --wcu are for --mode provisioned",
        "create t --keys a:S --stream all      | stator table create: --stream all: not one of keys-only, new-image",
        "update t                              | stator table update: it is not said what to change",
        "create t --keys a:S --ttl=            | stator table create: --ttl names no attribute",
        "update t --ttl=                       | stator table update: --ttl names no attribute",
        "update t --index-units x=5            | --index-units x=5: these are no units of an index",
        "update t --index-units x=0,5          | --index-units x=0,5: these are no units of an index",
        "update t --index-units x=1,5 --index-units x=2,5 | --index-units names index x twice",
        "update t --mode on-demand --index-units x=1,5 | stator table update: --index-units is for --mode provisioned",
        "update t --drop-index x --index-units x=1,5 | index x is named by --drop-index and by --index-units",
        "update t --drop-index x --drop-index x | --drop-index names index x twice",
        "update t --add-index x=a:S --add-index x=b:S | --add-index names index x twice",
        "update t --drop-index x               | stator table update: asks before it would delete an index",
      })
  void whatIsWrongIsSaidBeforeAnythingIsDone(String arguments, String problem) {
    Stator.Outcome outcome = Stator.run(("table " + arguments).split(" "));

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: " + problem);
  }

  @Test
  void aTableThatIsThereIsNotMadeAgain() {
    tables.done("table", "create", "once", "--keys", "id:S");

    Stator.Outcome outcome = tables.run("table", "create", "once", "--keys", "id:S");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).startsWith("error: CreateTable of table \"once\": ");
  }

  @Test
  void theCommandsBelowAreListedAndMistypedOnesAnswered() {
    assertThat(Stator.run("table", "--help").out())
        .contains("  table ls        List the tables of the region\n")
        .contains("  table describe  Say what a table is like\n")
        .contains("  table create ", "  table update ", "  table delete ");
    assertThat(Stator.run("completion", "bash").out())
        .contains("_picocli_stator_table_describe", "--drop-index", "dynamodb-json");
    assertThat(Stator.run("table").err())
        .startsWith("error: stator table: it is not said what to do: ls, describe, create");
    assertThat(Stator.run("table", "lst").err())
        .isEqualTo(
            """
            error: stator table: unknown command lst
            hint: did you mean ls?
            hint: see stator table --help
            """);
  }
}
