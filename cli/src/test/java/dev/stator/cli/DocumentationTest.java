package dev.stator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.DynamoClient;
import dev.stator.item.Item;
import dev.stator.item.expression.Attribute;
import dev.stator.item.json.ItemReader;
import dev.stator.lineage.Lineage;
import dev.stator.local.LocalServices;
import dev.stator.otel.OpenTelemetryListener;
import dev.stator.replicate.Replication;
import dev.stator.testkit.FakeDynamoDb;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The Java in the documentation compiles, against what these modules are now. A snippet is a type,
 * or the statements of a method; what it takes for granted stands before it, out of the reader's
 * sight, as members of the class around it: {@code <!-- given: DynamoClient client; -->}. What is
 * written for the AWS SDK stands behind {@code <!-- given for the SDK: ... -->}.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern SNIPPET =
      Pattern.compile(
          "(?:^<!-- given(?<sdk> for the SDK)?: (?<given>.*?)-->\\n\\s*)?^```java\\n(?<code>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern TYPE =
      Pattern.compile(
          "\\A(?:import .*?;\\s*)*(?:@\\w+\\s+)*(?<public>public )?(?:(?:final|sealed) )*"
              + "(?:class|record|interface) (?<name>\\w+)");

  private static final String IMPORTS =
      imports(
          Stream.concat(
              Stream.of(
                      DynamoClient.class,
                      Item.class,
                      Attribute.class,
                      ItemReader.class,
                      Lineage.class,
                      LocalServices.class,
                      OpenTelemetryListener.class,
                      Replication.class,
                      FakeDynamoDb.class,
                      DynamoDbClient.class)
                  .map(type -> type.getPackageName() + ".*"),
              Stream.of(
                  "dev.stator.records.*",
                  "java.math.*",
                  "java.net.*",
                  "java.nio.file.*",
                  "java.time.*",
                  "java.util.*",
                  "java.util.concurrent.*",
                  "java.util.concurrent.atomic.*",
                  "java.util.stream.*",
                  "org.junit.jupiter.api.*",
                  "software.amazon.awssdk.auth.credentials.*",
                  "software.amazon.awssdk.regions.Region",
                  "static dev.stator.item.expression.Attribute.attribute",
                  "static org.assertj.core.api.Assertions.*")));

  /** What snippets of the AWS SDK see, whose names are often the same as ours. */
  private static final String SDK_IMPORTS =
      imports(
          Stream.of(
              "java.math.*",
              "java.time.*",
              "java.util.*",
              DynamoDbEnhancedClient.class.getPackageName() + ".*",
              "software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.*",
              "software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.*",
              "software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional",
              "software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch",
              "software.amazon.awssdk.services.dynamodb.*",
              "software.amazon.awssdk.services.dynamodb.model.*"));

  private static String imports(Stream<String> names) {
    return names.map(name -> "import " + name + "; ").collect(Collectors.joining()) + '\n';
  }

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** One for all: it opens the class path's jars only once. */
  private static StandardJavaFileManager files;

  @BeforeAll
  static void openTheClassPath(@TempDir Path classes) throws IOException {
    files = COMPILER.getStandardFileManager(null, null, UTF_8);
    files.setLocationFromPaths(
        StandardLocation.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList());
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
  }

  @AfterAll
  static void closeIt() throws IOException {
    files.close();
  }

  /** A block of Java, with the number of its first line. */
  private record Snippet(Path page, int line, String imports, String given, String code) {
    static List<Snippet> in(Path page) throws IOException {
      String text = Files.readString(page);
      List<Snippet> snippets = new ArrayList<>();
      Matcher matcher = SNIPPET.matcher(text);
      while (matcher.find()) {
        String before = text.substring(0, matcher.start("code"));
        int line = (int) before.lines().count() + 1;
        String given = matcher.group("given");
        snippets.add(
            new Snippet(
                page,
                line,
                matcher.group("sdk") == null ? IMPORTS : SDK_IMPORTS,
                given == null ? "" : given,
                matcher.group("code")));
      }
      return snippets;
    }

    /** The snippet as a file whose line 2 is the snippet's first. */
    String source() {
      return TYPE.matcher(code).find()
          ? imports + code
          : imports.stripTrailing()
              + " class Snippet { "
              + given.replace('\n', ' ')
              + " void snippet() throws Exception {\n"
              + code
              + "}}";
    }

    /** The file's name, which a public type decides. */
    String file() {
      Matcher type = TYPE.matcher(code);
      return type.find() && type.group("public") != null ? type.group("name") : "Snippet";
    }

    @Override
    public String toString() {
      return ROOT.relativize(page) + ":" + line;
    }
  }

  static Stream<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path page : pages()) {
      snippets.addAll(Snippet.in(page));
    }
    return snippets.stream();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              docs.filter(file -> file.toString().endsWith(".md"))
                  .filter(file -> !file.endsWith("records.md")) // Compiled beside the processor.
                  .sorted())
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void everySnippetCompiles(Snippet snippet) {
    assertThat(errors(snippet)).isEmpty();
  }

  @Test
  void noBlockOfJavaIsOverlooked() throws IOException {
    for (Path page : pages()) {
      long blocks = Files.readAllLines(page).stream().filter(l -> l.contains("```java")).count();
      assertThat(Snippet.in(page)).as(page.toString()).hasSize((int) blocks);
    }
    assertThat(snippets().map(snippet -> snippet.page().getFileName().toString()))
        .contains("README.md", "client.md", "paging-and-batches.md", "local.md", "testkit.md");
  }

  @Test
  void aSnippetThatDoesNotCompileIsReportedByItsLine() {
    Path page = ROOT.resolve("docs/page.md");
    assertThat(
            errors(
                new Snippet(
                    page, 7, IMPORTS, "DynamoClient client;", "client.close();\nclient.no();\n")))
        .singleElement()
        .asString()
        .startsWith("docs/page.md:8: ")
        .contains("no()");
    assertThat(errors(new Snippet(page, 7, IMPORTS, "", "class Order {\n  Missing missing;\n}\n")))
        .singleElement()
        .asString()
        .startsWith("docs/page.md:8: ");
  }

  private List<String> errors(Snippet snippet) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    COMPILER
        .getTask(
            null,
            files,
            diagnostics,
            List.of("-proc:none"),
            null,
            List.of(new Source(snippet.file(), snippet.source())))
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(
            diagnostic ->
                String.format(
                    "%s:%d: %s",
                    ROOT.relativize(snippet.page()),
                    snippet.line() + diagnostic.getLineNumber() - 2,
                    diagnostic.getMessage(null)))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
