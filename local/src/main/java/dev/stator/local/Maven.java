package dev.stator.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's own Maven, asked for a class path.
 *
 * <p>It runs as the user would run it: settings, mirrors, proxies, local repository and offline
 * mode are whatever {@code settings.xml}, {@code MAVEN_OPTS} and {@code MAVEN_ARGS} say.
 *
 * @param executable the {@code mvn} script
 */
record Maven(Path executable) {
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final int ERROR_LINES_SHOWN = 4;
  private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final Pattern SEVERITY = Pattern.compile("^(\\[(ERROR|FATAL)]\\s*)+");
  private static final Pattern ADVICE_ABOUT_MAVEN =
      Pattern.compile("\\[Help .*|Re-run Maven .*|To see the full .*|For more information .*");

  /** Maven as a shell would find it, or from {@code MAVEN_HOME}. */
  static Optional<Maven> find(Map<String, String> environment) {
    String script = WINDOWS ? "mvn.cmd" : "mvn";
    Stream<Path> path =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of);
    Stream<Path> homes =
        Stream.of("MAVEN_HOME", "M2_HOME")
            .flatMap(name -> Stream.ofNullable(environment.get(name)))
            .map(home -> Path.of(home, "bin"));
    return Stream.concat(path, homes)
        .map(folder -> folder.resolve(script))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Maven::new);
  }

  /**
   * Resolves what a POM depends on at run time.
   *
   * @return the class path, its entries separated as on this platform
   * @throws MavenFailure with Maven's own words, when it ends with an error or not in time
   */
  String classPath(byte[] pom, Duration limit)
      throws IOException, InterruptedException, MavenFailure {
    Path project = Files.createTempDirectory("stator-maven-");
    try {
      Files.write(project.resolve("pom.xml"), pom);
      run(project, limit);
      return Files.readString(project.resolve("class-path")).strip();
    } finally {
      for (String file : List.of("pom.xml", "class-path", "output")) {
        Files.deleteIfExists(project.resolve(file));
      }
      Files.deleteIfExists(project);
    }
  }

  private void run(Path project, Duration limit)
      throws IOException, InterruptedException, MavenFailure {
    List<String> command = new ArrayList<>(List.of(executable.toString(), "-q", "-B"));
    command.addAll(List.of(GOAL, "-Dmdep.outputFile=class-path", "-DincludeScope=runtime"));
    command.add("-DoutputEncoding=UTF-8");
    String repository = System.getProperty("maven.repo.local");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + Path.of(repository).toAbsolutePath());
    }
    Path output = project.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    // Set by a Maven that we may run in, about a project that is not this one.
    builder.environment().keySet().removeAll(List.of("MAVEN_BASEDIR", "MAVEN_PROJECTBASEDIR"));
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new MavenFailure("not done after " + limit.toSeconds() + " s");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new MavenFailure(
          errorIn(new String(Files.readAllBytes(output), Charset.defaultCharset())));
    }
  }

  /**
   * The lines in which Maven says why; or the last that it printed, when it did not get that far.
   */
  private static String errorIn(String output) {
    List<String> lines =
        ANSI.matcher(output).replaceAll("").lines().filter(line -> !line.isBlank()).toList();
    List<String> errors =
        lines.stream()
            .filter(line -> SEVERITY.matcher(line).find())
            .map(line -> SEVERITY.matcher(line).replaceFirst("").strip())
            .filter(line -> !line.isEmpty() && !ADVICE_ABOUT_MAVEN.matcher(line).matches())
            .distinct()
            .limit(ERROR_LINES_SHOWN)
            .toList();
    if (errors.isEmpty()) {
      errors = lines.subList(Math.max(0, lines.size() - ERROR_LINES_SHOWN), lines.size());
    }
    return String.join("\n  ", errors);
  }

  /** Maven did not do it; the message is what it said. */
  static final class MavenFailure extends Exception {
    private static final long serialVersionUID = 1;

    MavenFailure(String message) {
      super(message);
    }
  }
}
