package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.palantir.javapoet.ClassName;
import dev.stator.item.Item;
import dev.stator.records.DynamoItem;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/**
 * What the compiler says about sources that the processor sees.
 *
 * @param ok whether they compile
 * @param diagnostics errors and warnings as {@code Kind line: message}
 * @param classes where the classes and generated sources are
 */
record Compiled(boolean ok, List<String> diagnostics, Path classes) {
  /** Compiles one source of package {@code shop} with all lints on. */
  static Compiled of(Path classes, String name, String source) {
    return of(classes, List.of(source(name, source)), List.of());
  }

  /** Compiles sources of package {@code shop} with more on the class path. */
  static Compiled of(Path classes, List<JavaFileObject> sources, List<Path> classPath) {
    return of(classes, sources, classPath, List.of(new CodecGenerator()));
  }

  /** Compiles sources of package {@code shop} that these processors see. */
  static Compiled of(
      Path classes,
      List<JavaFileObject> sources,
      List<Path> classPath,
      List<? extends Processor> processors) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    String path =
        Stream.concat(
                Stream.of(DynamoItem.class, Item.class, NullMarked.class, ClassName.class)
                    .map(Compiled::location),
                classPath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            new StringWriter(),
            null,
            collector,
            List.of(
                "-d",
                classes.toString(),
                "-classpath",
                path,
                "--release",
                "17",
                "-Xlint:all,-processing,-options"),
            null,
            sources);
    task.setProcessors(processors);
    boolean ok = task.call();
    return new Compiled(
        ok, collector.getDiagnostics().stream().map(Compiled::text).toList(), classes);
  }

  static JavaFileObject source(String name, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///shop/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /** The sources that the processor wrote. */
  String generated() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file, UTF_8));
      }
    }
    return String.join("\n", texts);
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getKind()
        + " "
        + diagnostic.getLineNumber()
        + ": "
        + diagnostic.getMessage(Locale.ROOT);
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
