package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher at the top of the repository, with a Java and a Maven that only say what they were
 * asked for: what is tested is when it builds, what it says and how it starts.
 */
class LauncherTest {
  @TempDir Path folder;
  private Path house;
  private Path tools;
  private Path source;

  @BeforeEach
  void anUnbuiltClone() throws IOException {
    house = folder.resolve("a house");
    tools = folder.resolve("jdk/bin");
    source = house.resolve("cli/src/main/java/A.java");
    Files.createDirectories(tools);
    Files.createDirectories(source.getParent());
    Files.writeString(house.resolve("pom.xml"), "");
    Files.writeString(house.resolve("cli/pom.xml"), "");
    Files.writeString(source, "");
    Files.copy(Path.of("..", "stator"), house.resolve("stator"));
    makeExecutable(house.resolve("stator"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=17");
    tool("javac", "");
    java("17");
    maven("3.8.7", 0);
  }

  @Test
  void theFirstUseBuildsAndSaysSo() {
    Outcome first = run("--version");

    assertThat(first.err()).contains("stator: building (first use", "build.log");
    assertThat(first.out()).endsWith("dev.stator.cli.Main\n--version\n");
    assertThat(first.status()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void theSecondUseIsQuiet() {
    run();

    assertThat(run().err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void launchersThatStartTogetherBuildOnce() {
    List<Started> together = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      together.add(start(house.resolve("stator")));
    }
    assertThat(together).allSatisfy(started -> assertThat(started.finish().status()).isZero());

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuilt() throws IOException {
    run();
    everythingIsOld();
    assertThat(run().err()).isEmpty();

    Files.writeString(source, "changed");

    assertThat(run().err()).contains("stator: building (sources changed)");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aDeletedSourceIsBuilt() throws IOException {
    run();
    everythingIsOld();

    Files.delete(source);

    assertThat(run().err()).contains("stator: building (sources changed)");
  }

  @Test
  void aLibraryThatIsGoneIsFetchedAgain() throws IOException {
    run();

    Files.delete(folder.resolve("library.jar"));

    assertThat(run().err()).contains("stator: building (library.jar is gone)");
  }

  @Test
  void anotherJavaIsBuiltFor() throws IOException {
    run();

    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=21");

    assertThat(run().err()).contains("stator: building (another Java)");
    assertThat(run().err()).isEmpty();
  }

  @Test
  void aBuildNeverTouchesTheJarsOfTheOneBefore() throws IOException {
    run();
    Path jar = house.resolve(".stator/app-1/stator-cli-1.jar");
    Object key = Files.readAttributes(jar, "unix:ino").get("ino");
    everythingIsOld();
    Files.writeString(source, "changed");

    String classPath = run().out();

    assertThat(Files.readAttributes(jar, "unix:ino").get("ino")).isEqualTo(key);
    assertThat(classPath).contains("/.stator/app-2/stator-cli-1.jar:");
  }

  @Test
  void aFailedBuildShowsWhatMavenSaidAndIsTriedAgain() throws IOException {
    maven("3.8.7", 1);

    Outcome failed = run();

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains("Maven at work", "error: the build failed; log in ", "hint: by hand: ");
    maven("3.8.7", 0);
    assertThat(run().status()).isZero();
  }

  @Test
  void itIsFoundThroughLinksFromAnywhereAndArgumentsStayWhole() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a house", "stator"));
    Path linkToLink =
        Files.createSymbolicLink(tools.resolve("st"), Path.of("..", "..", link.getFileName() + ""));

    Outcome outcome = start(linkToLink, "--filter", "a = 'b  c'", "*").finish();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).endsWith("dev.stator.cli.Main\n--filter\na = 'b  c'\n*\n");
  }

  @Test
  void aStdinThatIsClosedIsAnEmptyOne() {
    run();
    String launcher = house.resolve("stator").toString();

    Outcome outcome = start(List.of("bash", "-c", "bash \"$0\" read-stdin <&-", launcher)).finish();

    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void onlyCommandsThatMoveDataGetAllCompilersAndALimitedHeap() {
    assertThat(run("--version").out()).contains("TieredStopAtLevel").doesNotContain("-Xmx512m");
    assertThat(run("get", "replicate").out()).doesNotContain("-Xmx512m");
    assertThat(run("--profile", "get", "--local", "replicate", "t").out())
        .contains("-Xmx512m")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void anAnalysisOfSourcesGetsAllCompilersAndALargerHeap() {
    assertThat(run("lineage", "src", "-o", "html").out())
        .contains("-Xmx2g")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void aJavaThatIsTooOldIsNamed() {
    java("11");

    assertThat(run().err()).contains("/jdk/bin/java is Java 11, and 17 or newer is needed\nhint: ");
  }

  @Test
  void aRuntimeWithoutCompilerIsNamed() throws IOException {
    Files.delete(tools.resolve("javac"));

    assertThat(run().err()).contains("/jdk has no compiler: it is a JRE\nhint: ");
  }

  @Test
  void aMavenThatIsTooOldIsNamed() {
    maven("3.6.3", 0);

    Outcome outcome = run();

    assertThat(outcome.err()).contains("error: mvn is Maven 3.6.3, and 3.8 or newer is needed");
    assertThat(outcome.status()).isEqualTo(1);
  }

  private void java(String version) {
    tool(
        "java",
        """
        case "$*" in
          *-XshowSettings*)
            echo "    java.specification.version = %s" >&2
            echo "    java.home = %s" >&2 ;;
          *read-stdin) cat ;;
          *) printf '%%s\\n' "$@" ;;
        esac
        """
            .formatted(version, folder.resolve("jdk")));
  }

  private void maven(String version, int status) {
    tool(
        "mvn",
        """
        if [[ $1 == --version ]]; then
          echo "Apache Maven %s (hash)"
          exit
        fi
        echo "[INFO] Maven at work"
        echo once >>"%s"
        mkdir -p cli/target/maven-archiver
        echo version=1 >cli/target/maven-archiver/pom.properties
        echo jar >cli/target/stator-cli-1.jar
        echo library >"%s"
        printf '%%s' "%s" >cli/target/class-path
        exit %d
        """
            .formatted(
                version,
                folder.resolve("builds"),
                folder.resolve("library.jar"),
                folder.resolve("library.jar"),
                status));
  }

  private void tool(String name, String script) {
    try {
      Path file = tools.resolve(name);
      Files.writeString(file, "#!/usr/bin/env bash\n" + script);
      makeExecutable(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void makeExecutable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private long builds() {
    try (Stream<String> lines = Files.lines(folder.resolve("builds"))) {
      return lines.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** As if an hour had gone by since the sources were written, and half of it since the build. */
  private void everythingIsOld() throws IOException {
    Instant now = Instant.now();
    try (Stream<Path> files = Files.walk(house)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(3600)));
      }
    }
    Files.setLastModifiedTime(
        house.resolve(".stator/current"), FileTime.from(now.minusSeconds(1800)));
  }

  private Outcome run(String... arguments) {
    return start(house.resolve("stator"), arguments).finish();
  }

  private Started start(Path launcher, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(List.of(arguments));
    return start(command);
  }

  private Started start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("STATOR_JAVA_OPTS");
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    try {
      Path err = Files.createTempFile(folder, "stderr", "");
      return new Started(builder.redirectError(err.toFile()).start(), err);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private record Started(Process process, Path err) {

    Outcome finish() {
      try {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private record Outcome(int status, String out, String err) {}
}
