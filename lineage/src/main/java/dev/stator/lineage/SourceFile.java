package dev.stator.lineage;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Python file of the project. Its syntax is there from {@link #parsed} on; a file that nothing
 * relevant imports is never parsed. Written by one thread at a time, the parsing one and then the
 * analysing one.
 */
final class SourceFile {
  private final Path path;
  private final Path root;
  private final String name;
  private final List<String> imports;
  private final boolean seed;
  private final boolean test;
  private byte @Nullable [] source;
  private @Nullable Lines lines;
  private @Nullable List<Stmt> statements;
  private boolean broken;
  private boolean mocks;

  /**
   * @param name the path relative to its root, with slashes
   * @param imports the modules it imports, as written, found without parsing
   * @param seed whether its text speaks of DynamoDB
   */
  SourceFile(Path path, Path root, String name, List<String> imports, boolean seed) {
    this.path = path;
    this.root = root;
    this.name = name;
    this.imports = imports;
    this.seed = seed;
    this.test = TestCode.isTest(name);
  }

  Path path() {
    return path;
  }

  Path root() {
    return root;
  }

  String name() {
    return name;
  }

  List<String> imports() {
    return imports;
  }

  boolean seed() {
    return seed;
  }

  boolean isPackage() {
    return name.equals("__init__.py") || name.endsWith("/__init__.py");
  }

  boolean isTest() {
    return test;
  }

  /** Whether it is a test that puts mocks in the place of DynamoDB. */
  boolean mocks() {
    return mocks;
  }

  /** The folder of the file relative to its root, empty for the root. */
  String folder() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  void parsed(byte[] text, List<Stmt> parsed, boolean hasErrors) {
    source = text;
    lines = new Lines(text);
    statements = parsed;
    broken = hasErrors;
    mocks = isTest() && TestCode.mocks(parsed);
  }

  boolean isParsed() {
    return statements != null;
  }

  List<Stmt> statements() {
    return statements == null ? List.of() : statements;
  }

  boolean broken() {
    return broken;
  }

  int bytes() {
    return source == null ? 0 : source.length;
  }

  Lines lines() {
    if (lines == null) {
      lines = new Lines(source == null ? new byte[0] : source);
    }
    return lines;
  }

  /** The source between two offsets, for messages. */
  String excerpt(int from, int to) {
    byte[] text = source;
    if (text == null || from >= to || to > text.length) {
      return "";
    }
    return new String(text, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
