package dev.stator.lineage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small tree of sources for one test. */
final class PythonProject {
  private final Path root;

  PythonProject(Path root) {
    this.root = root;
  }

  PythonProject file(String name, String... lines) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.resolve("..").normalize());
      Files.writeString(file, String.join("\n", lines) + "\n");
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  LineageReport analyze() {
    return Lineage.analyze(List.of(root), LineageOptions.defaults());
  }
}
