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
        .contains("by-kind: kind (S)\n")
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
