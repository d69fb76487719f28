package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorReportTest {

  @Test
  void aFailureIsOneLineAndItsHints() {
    ErrorReport report =
        ErrorReport.of(CommandFailure.failed("scan of orders: no such table", "first", "second"));

    assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(report.text(new Style(false)))
        .isEqualTo("error: scan of orders: no such table\nhint: first\nhint: second");
  }

  @Test
  void whatNobodyForesawIsCalledADefect() {
    ErrorReport report = ErrorReport.of(new IllegalStateException("page without items"));

    assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(report.problem()).isEqualTo("unexpected IllegalStateException: page without items");
    assertThat(report.hints()).singleElement().asString().contains("--debug");
  }
}
