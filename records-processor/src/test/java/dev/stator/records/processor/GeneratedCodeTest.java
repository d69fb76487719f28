package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.records.RecordCodec;
import dev.stator.records.internal.Fault;
import dev.stator.records.processor.sample.EverythingCodec;
import dev.stator.records.processor.sample.FigureCodec;
import dev.stator.records.processor.sample.NamedCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCodeTest {
  private static final String[] REFLECTION = {
    "java/lang/reflect/",
    "forName",
    "getDeclared",
    "newInstance",
    "getRecordComponents",
    "java/util/ServiceLoader",
    "java/beans/"
  };

  /** The one place where a ServiceLoader is asked, which native images know how to do. */
  private static final Path LOOK_UP = Path.of("dev/stator/records/GeneratedCodecs.class");

  @TempDir Path classes;

  @Test
  void nothingIsReflectedUpon() throws IOException, java.net.URISyntaxException {
    for (Class<?> codec : List.of(EverythingCodec.class, FigureCodec.class, NamedCodec.class)) {
      try (InputStream in = codec.getResourceAsStream(codec.getSimpleName() + ".class")) {
        assertNoReflection(in.readAllBytes());
      }
    }
    Path runtime =
        Path.of(RecordCodec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(Files.isDirectory(runtime) ? classFiles(runtime) : List.of(runtime)).isNotEmpty();
    if (Files.isDirectory(runtime)) {
      for (Path file : classFiles(runtime)) {
        if (!file.endsWith(LOOK_UP)) {
          assertNoReflection(Files.readAllBytes(file));
        }
      }
    }
    try (InputStream in = Fault.class.getResourceAsStream("Fault.class")) {
      assertNoReflection(in.readAllBytes());
    }
  }

  @Test
  void generatedCodeIsFreeOfTheCompilersWarnings() {
    Compiled compiled =
        Compiled.of(
            classes,
            "Order",
            """
            package shop;
            import dev.stator.records.*;
            import java.util.*;
            @Deprecated @DynamoItem public record Order<T extends Comparable<T>>(
                @PartitionKey String id, T value, List<T> values, Set<Double> set,
                Map<String, Holder<T>> holders, Optional<Color> color, Holder<Integer> number,
                long old, Long boxed) {
              @DynamoItem public record Holder<X>(X held) {}
              public enum Color { RED }
            }
            """);
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.ok()).isTrue();
  }

  @Test
  void namesThatGeneratedCodeUsesItselfMayBeThoseOfARecord() throws IOException {
    Compiled compiled =
        Compiled.of(
            classes,
            "Fault",
            """
            package shop;
            import dev.stator.records.*;
            import java.util.*;
            @DynamoItem public record Fault(
                @PartitionKey String in, String out, String value, String seen0, String in_,
                List<String> members, Set<Double> seen, Scalars scalars, Keys keys, long start,
                @Version long version) {
              @DynamoItem record Scalars(int e) {}
              @DynamoItem record Keys(String string, Optional<String> optional, byte[] bytes) {}
            }
            """);
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.generated()).contains("class FaultCodec", "class Fault_ScalarsCodec");
  }

  @Test
  void aRecordOfAnotherCompilationIsFoundByItsCodec(@TempDir Path library) {
    Compiled first =
        Compiled.of(
            library,
            "Base",
            """
            package shop;
            import dev.stator.records.*;
            @DynamoItem public sealed interface Base {
              record One(int x) implements Base {}
            }
            """);
    assertThat(first.ok()).isTrue();
    Compiled second =
        Compiled.of(
            classes,
            List.of(
                Compiled.source(
                    "Order",
                    """
                    package shop;
                    import dev.stator.records.*;
                    import java.util.*;
                    @DynamoItem record Order(@PartitionKey String id, Base base, List<Base.One> ones) {}
                    """)),
            List.of(library));
    assertThat(second.diagnostics()).isEmpty();
    assertThat(second.ok()).isTrue();
  }

  @Test
  void aTypeThatAnotherProcessorWritesIsWaitedFor() throws IOException {
    Compiled compiled =
        Compiled.of(
            classes,
            List.of(
                Compiled.source(
                    "Base",
                    """
                    package shop;
                    import dev.stator.records.*;
                    import java.util.*;
                    @DynamoItem sealed interface Base {
                      record One(List<Made> made) implements Base {}
                      record Two(Made made) implements Base {}
                    }
                    """)),
            List.of(),
            List.of(new CodecGenerator(), new MakesMade()));
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.generated())
        .contains(
            "class MadeCodec", "class BaseCodec", "class Base_OneCodec", "class Base_TwoCodec");
  }

  /** Writes a record in the first round. */
  private static final class MakesMade extends AbstractProcessor {
    private boolean made;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!made) {
        made = true;
        try (Writer out = processingEnv.getFiler().createSourceFile("shop.Made").openWriter()) {
          out.write("package shop; @dev.stator.records.DynamoItem record Made(int x) {}");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  private static void assertNoReflection(byte[] classFile) {
    assertThat(new String(classFile, ISO_8859_1)).doesNotContain(REFLECTION);
  }

  private static List<Path> classFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }
}
