package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Maven's place is taken by a shell script here")
class DynamoDbLocalClassPathTest {
  @TempDir private Path folder;

  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  @Test
  void isResolvedByTheUsersOwnMaven() {
    var classPath = new DynamoDbLocalClassPath(System.getenv(), folder.resolve("cache"));

    List<String> jars = List.of(classPath.find(notices::add).split(File.pathSeparator, -1));

    assertThat(jars)
        .anyMatch(jar -> jar.endsWith("DynamoDBLocal-" + DynamoDbLocalClassPath.VERSION + ".jar"))
        .anyMatch(jar -> jar.contains("pinpoint"))
        .noneMatch(jar -> jar.contains("cognito") || jar.contains("mockito"));
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("Amazon DynamoDB Local License Agreement", "AWS account", "no redistribution")
        .doesNotContain("\n");
  }

  @Test
  void isResolvedOnceAndKept() throws IOException {
    DynamoDbLocalClassPath classPath = withMaven(resolving("a.jar"));

    assertThat(classPath.find(notices::add)).isEqualTo(folder.resolve("a.jar").toString());
    assertThat(classPath.find(notices::add)).isEqualTo(folder.resolve("a.jar").toString());

    assertThat(runs()).isEqualTo(1);
    assertThat(notices).hasSize(1);
    assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void isResolvedAnewWhenAJarIsGone() throws IOException {
    DynamoDbLocalClassPath classPath = withMaven(resolving("a.jar"));
    classPath.find(notices::add);
    Files.delete(folder.resolve("a.jar"));

    withMaven(resolving("b.jar"));

    assertThat(classPath.find(notices::add)).isEqualTo(folder.resolve("b.jar").toString());
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void isResolvedOnceForAllThatAskAtTheSameTime() throws IOException {
    DynamoDbLocalClassPath classPath = withMaven(resolving("a.jar"));
    List<CompletableFuture<String>> found = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      found.add(CompletableFuture.supplyAsync(() -> classPath.find(notices::add)));
    }

    assertThat(found).allMatch(path -> path.join().equals(folder.resolve("a.jar").toString()));
    assertThat(runs()).isEqualTo(1);
    assertThat(notices).hasSize(1);
  }

  @Test
  void showsMavensOwnErrorAndAWayOut() throws IOException {
    DynamoDbLocalClassPath classPath =
        withMaven(
            """
            printf '\\033[1;31m[ERROR]\\033[m Cannot access central in offline mode -> [Help 1]\\n'
            echo '[ERROR] '
            echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
            exit 1
            """);

    LocalServiceException error =
        catchThrowableOfType(LocalServiceException.class, () -> classPath.find(notices::add));

    assertThat(error.problem())
        .isEqualTo(
            folder.resolve("bin/mvn")
                + " could not resolve DynamoDB Local "
                + DynamoDbLocalClassPath.VERSION
                + ":\n  Cannot access central in offline mode -> [Help 1]");
    assertThat(error.hint())
        .contains("Maven Central", "settings.xml", DynamoDbLocalClassPath.VARIABLE)
        .contains("AWS_ENDPOINT_URL_DYNAMODB");
    assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**.classpath");
  }

  @Test
  void showsWhatMavenPrintedLastWhenItSaysNoError() throws IOException {
    DynamoDbLocalClassPath classPath = withMaven("echo 'JAVA_HOME is odd' >&2\nexit 1\n");

    assertThatThrownBy(() -> classPath.find(notices::add)).hasMessageContaining("JAVA_HOME is odd");
  }

  @Test
  void saysThatMavenIsMissing() {
    var classPath = new DynamoDbLocalClassPath(Map.of("PATH", ""), folder.resolve("cache"));

    assertThatThrownBy(() -> classPath.find(notices::add))
        .isInstanceOf(LocalServiceException.class)
        .hasMessageContaining("there is no mvn")
        .hasMessageContaining("hint: install Maven 3.8 or newer");
  }

  @Test
  void isTheOneThatTheUserNamesWithoutAnyMaven() throws IOException {
    Path jar = Files.createFile(folder.resolve("DynamoDBLocal.jar"));
    Files.createDirectory(folder.resolve("lib"));
    String named = jar + File.pathSeparator + folder.resolve("lib") + File.separator + "*";

    assertThat(named(named).find(notices::add)).isEqualTo(named);
    assertThat(notices).isEmpty();
  }

  @Test
  void namedByTheUserMustExist() {
    String absent = folder.resolve("absent.jar").toString();

    assertThatThrownBy(() -> named(absent).find(notices::add))
        .isInstanceOf(LocalServiceException.class)
        .hasMessageContaining(absent + ", which does not exist")
        .hasMessageContaining("hint: correct " + DynamoDbLocalClassPath.VARIABLE);
  }

  private DynamoDbLocalClassPath named(String classPath) {
    return new DynamoDbLocalClassPath(
        Map.of(DynamoDbLocalClassPath.VARIABLE, classPath), folder.resolve("cache"));
  }

  /** A script in Maven's place that resolves one jar, and counts. */
  private String resolving(String jar) throws IOException {
    Path resolved = Files.createFile(folder.resolve(jar));
    return """
        echo run >> '%s'
        printf '%%s' '%s' > class-path
        """
        .formatted(folder.resolve("runs"), resolved);
  }

  private long runs() throws IOException {
    return Files.readAllLines(folder.resolve("runs")).size();
  }

  private DynamoDbLocalClassPath withMaven(String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path mvn = bin.resolve("mvn");
    Files.writeString(mvn, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwx------"));
    return new DynamoDbLocalClassPath(Map.of("PATH", bin.toString()), folder.resolve("cache"));
  }
}
