package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannerStateTest {
  private static int largest(String source) {
    return ScannerState.largest(source.translateEscapes().getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a                              | 2",
        "if a:\\n b                     | 4",
        "if a:\\r\\n b                  | 4",
        "if a:\\n b\\nif a:\\n  b       | 6", // two widths, whether or not they nest
        "if a:\\n b = 'c'               | 6",
        "if a:\\n # b\\n  \\n            | 2",
        "(\\n  1,\\n    2)              | 6",
        "if a:\\n \\\\\\n  b\\n   c        | 6", // a line that goes on is as wide as both, too
        "if a:\\n\\tb\\n        c         | 4", // a tab is eight blanks
        "if a:\\n   \\f b\\n c            | 4", // a form feed begins anew
      })
  void countsStringsOnceAndWidthsTwice(String source, int bytes) {
    assertThat(largest(source)).isEqualTo(bytes);
  }

  private static String lines(int from, int to, int step) {
    StringBuilder source = new StringBuilder();
    for (int width = from; width != to; width += step) {
      source.append(" ".repeat(width)).append("a\n");
    }
    return source.toString();
  }

  @Test
  void widthsInAnyOrderAreLevelsOnlyWhereTheyGrow() {
    assertThat(largest(lines(0, 600, 1))).isEqualTo(2 + 2 * 599);
    assertThat(largest(lines(600, 0, -1))).isEqualTo(2 + 2);
    assertThat(largest(lines(0, 300, 1) + lines(200, 500, 1) + lines(900, 500, -1)))
        .isEqualTo(2 + 2 * 500);
  }

  @Test
  void aFileThatTakesLongerThanAMinuteIsRefused() {
    AtomicLong now = new AtomicLong();
    try (SourceParser parser = new TreeSitterPython(true, () -> now.getAndAdd(61_000_000_000L))) {
      byte[] source = "a = 1\n".repeat(1_000).getBytes(UTF_8);
      assertThatThrownBy(() -> parser.parse(source))
          .isInstanceOf(SourceParser.Refused.class)
          .hasMessage("nested or broken in a way that takes the parser too long");
    }
  }
}
