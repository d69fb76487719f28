package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the how-to compiles, all of it together. */
class DocumentationTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("^(@DynamoItem|record|final class|@Converted)", Pattern.MULTILINE);

  @TempDir Path classes;

  @Test
  void theExamplesCompile() throws IOException {
    StringBuilder source =
        new StringBuilder(
            """
            package shop;
            import dev.stator.item.*;
            import dev.stator.item.expression.*;
            import dev.stator.item.json.*;
            import dev.stator.records.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.*;
            """);
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/records.md"), UTF_8));
    int count = 0;
    while (blocks.find()) {
      String block = blocks.group(1);
      count++;
      source.append(
          TYPE.matcher(block).find()
              ? block
              : "class Use" + count + " { void use() {" + block + "} }\n");
    }
    assertThat(count).isGreaterThan(6);
    Compiled compiled = Compiled.of(classes, "Examples", source.toString());
    assertThat(compiled.diagnostics()).filteredOn(line -> line.startsWith("ERROR")).isEmpty();
    assertThat(compiled.ok()).isTrue();
  }
}
