package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final Stator stator = new Stator();
  private final GlobalOptions options = new GlobalOptions();

  @Test
  void aTerminalSeesOneLineThatIsWipedAtTheEnd() {
    stator.onTerminal();
    ProgressDisplay display = display();

    display.tick();
    display.tick();
    display.close();

    assertThat(stator.err()).doesNotContain("\n").contains("7 items").endsWith("\r\u001B[K");
  }

  @Test
  void aTerminalThatTellsNoWidthSeesTheLineToo() {
    Terminal usual = stator.onTerminal().terminal();
    Terminal unknown =
        new Terminal(
            usual.in(), usual.out(), usual.err(), usual.environment(), true, true, true, 0);

    display(unknown).tick();

    assertThat(stator.err()).contains("7 items");
  }

  @Test
  void aLogSeesWholeLines() {
    ProgressDisplay display = display();

    display.tick();
    display.tick();
    display.close();

    assertThat(stator.err().lines()).hasSize(2).allMatch(line -> line.endsWith(" after 2.0 s"));
    assertThat(stator.err()).doesNotContain("\u001B", "\r");
  }

  @Test
  void besideDataALineIsAWholeOneEvenOnATerminal() {
    Terminal usual = stator.onTerminal().terminal();
    Terminal piped =
        new Terminal(
            usual.in(), usual.out(), usual.err(), usual.environment(), true, false, true, 80);

    ProgressDisplay display = besideData(piped);
    display.tick();
    display.close();

    assertThat(stator.err()).endsWith(" after 2.0 s\n").doesNotContain("\u001B", "\r");
  }

  @Test
  void whoSeesTheDataItselfSeesNoProgressBesideIt() {
    ProgressDisplay display = besideData(stator.onTerminal().terminal());

    display.tick();
    display.close();

    assertThat(stator.err()).isEmpty();
  }

  @Test
  void nobodySeesAnythingWhoAskedForNothing() {
    options.noProgress = true;
    ProgressDisplay display = display();

    display.tick();
    display.close();

    assertThat(stator.err()).isEmpty();
  }

  @Test
  void aClosedDisplayDrawsNoMore() {
    stator.onTerminal();
    ProgressDisplay display = display();
    display.close();
    String before = stator.err();

    display.tick();

    assertThat(stator.err()).isEqualTo(before);
  }

  private ProgressDisplay display() {
    return display(stator.terminal());
  }

  private ProgressDisplay display(Terminal terminal) {
    return ProgressDisplay.of(invocation(terminal), ProgressDisplayTest::snapshot);
  }

  private ProgressDisplay besideData(Terminal terminal) {
    return ProgressDisplay.besideData(invocation(terminal), ProgressDisplayTest::snapshot);
  }

  private Invocation invocation(Terminal terminal) {
    return new Invocation(terminal, stator.interruption, options);
  }

  private static ProgressSnapshot snapshot() {
    return new ProgressSnapshot(
        7, 7_000, 6_000, 1.5, ProgressSnapshot.UNKNOWN, Duration.ofSeconds(2));
  }
}
