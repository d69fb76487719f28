package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CliTest {

  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyCommandExplainsItselfWithExamplesAndExitCodes(Verb verb) {
    Stator.Outcome outcome = Stator.run(verb.text(), "--help");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith(verb.summary())
        .contains("Usage: stator " + verb.text())
        .contains("--endpoint-url")
        .contains("130   interrupted")
        .contains("Examples:\n  ");
  }

  @Test
  void helpListsEveryCommandThoughNoneIsSetUp() {
    Stator.Outcome outcome = Stator.run("--help");

    for (Verb verb : Verb.values()) {
      assertThat(outcome.out()).contains("  " + verb.text() + " ", verb.summary());
    }
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void theVersionGoesToStdout() {
    Stator.Outcome outcome = Stator.run("--quiet", "--version");

    assertThat(outcome.out()).startsWith("stator ").endsWith("\n");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void noCommandIsWrongUsage() {
    Stator.Outcome outcome = Stator.run();

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("error: stator: no command given\nhint: see stator --help\n");
  }

  @Test
  void aMistypedCommandIsAnsweredWithTheLikelyOne() {
    Stator.Outcome outcome = Stator.run("compeltion");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo(
            """
            error: stator: unknown command compeltion
            hint: did you mean completion?
            hint: see stator --help
            """);
  }

  @Test
  void aMistypedOptionIsAnsweredWithTheLikelyOne() {
    Stator.Outcome outcome = Stator.run("completion", "bash", "--endpoint=http://localhost");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .contains("unknown option --endpoint=http://localhost")
        .contains("hint: did you mean --endpoint-url?");
  }

  @Test
  void aWordThatIsLikeNothingGetsNoGuess() {
    assertThat(Stator.run("frobnicate").err()).doesNotContain("did you mean");
  }

  @Test
  void aValueThatIsNoChoiceIsAnsweredWithTheChoicesAsTheyAreTyped() {
    assertThat(Stator.run("completion", "fish").err())
        .startsWith("error: stator completion: SHELL fish: not one of bash, zsh\n");
    assertThat(Stator.run("completion", "bash", "-o", "xml").err())
        .startsWith("error: stator completion: --output xml: not one of table, json, jsonl\n");
  }

  @Test
  void whatIsNoNumberIsCalledSo() {
    assertThat(Stator.run("scan", "orders", "--segments", "two").err())
        .startsWith("error: stator scan: --segments two: not a whole number\n");
    assertThat(Stator.run("scan", "orders", "--limit", "99999999999999999999").err())
        .startsWith("error: stator scan: --limit 99999999999999999999: too large\n");
  }

  @Test
  void commonOptionsStandBeforeTheCommandOrAfterIt() {
    assertThat(Stator.run("--quiet", "completion", "bash").code()).isEqualTo(ExitCode.OK);
    assertThat(Stator.run("completion", "bash", "--quiet").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aFlagBeforeTheCommandAndAfterItIsOneFlag() {
    assertThat(Stator.run("--help", "completion", "--help").out())
        .contains("Usage: stator completion");
    for (String second : new String[] {"--local", "--quiet"}) {
      assertThat(
              Stator.run(
                      "--local", "replicate", "orders", "s3://backup/x", second, "--profile", "p")
                  .err())
          .startsWith("error: --local together with --profile");
    }
  }

  @Test
  void aCommandsNameAsTheValueOfAnOptionIsNotTheCommand() {
    assertThat(Stator.run("--profile", "completion").err())
        .startsWith("error: stator: no command given");
  }

  @Test
  void completionKnowsAllCommandsAndOptions() {
    Stator.Outcome outcome = Stator.run("completion", "bash");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .startsWith("# For bash: ")
        .contains("--endpoint-url", "table", "jsonl");
    for (Verb verb : Verb.values()) {
      assertThat(outcome.out()).contains("_picocli_stator_" + verb.text());
    }
  }

  @Test
  void errorsHaveNoColourUnlessStderrIsATerminalOrItIsAskedFor() {
    String red = "\u001B[1;31merror:";

    assertThat(Stator.run("x").err()).doesNotContain(red);
    assertThat(new Stator().onTerminal().launch("x").err()).contains(red);
    assertThat(new Stator().onTerminal().with("NO_COLOR", "1").launch("x").err())
        .doesNotContain(red);
    assertThat(new Stator().onTerminal().with("TERM", "dumb").launch("x").err())
        .doesNotContain(red);
    assertThat(new Stator().with("CLICOLOR_FORCE", "1").launch("x").err()).contains(red);
    assertThat(new Stator().with("NO_COLOR", "1").launch("--color=always", "x").err())
        .contains(red);
    assertThat(new Stator().onTerminal().launch("--color=never", "x").err()).doesNotContain(red);
  }

  @Test
  void anEmptyNoColorMeansNothing() {
    assertThat(new Stator().onTerminal().with("NO_COLOR", "").launch("x").err())
        .contains("\u001B[");
  }
}
