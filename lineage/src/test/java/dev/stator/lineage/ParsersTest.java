package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsersTest {
  @TempDir Path root;

  /** A parser that cannot take one text. */
  private static final class Fragile implements SourceParser {
    private final SourceParser sound = new TreeSitterPython();

    @Override
    public SyntaxTree parse(byte[] utf8) {
      if (utf8.length == 7) {
        throw new IllegalStateException("seven");
      }
      return sound.parse(utf8);
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  @Test
  void aFileThatTheParserFailsOnIsSkippedAndTheOthersAreParsed() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (String text : List.of("a = 1\n", "bb = 1\n", "c = 1\n")) {
      Path path = Files.writeString(root.resolve(text.charAt(0) + ".py"), text);
      files.add(new SourceFile(path, root, String.valueOf(path.getFileName()), List.of(), true));
    }
    List<LineageReport.Skipped> skipped = new ArrayList<>();
    new Parsers(Fragile::new, 2).parseAll(files, skipped);
    assertThat(skipped)
        .containsExactly(
            new LineageReport.Skipped("b.py", "the parser failed: IllegalStateException"));
    assertThat(files.stream().map(file -> file.statements().size()).toList())
        .containsExactly(1, 0, 1);
  }
}
