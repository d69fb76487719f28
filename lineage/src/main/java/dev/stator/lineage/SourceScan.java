package dev.stator.lineage;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the Python files below the given paths. Whatever cannot be read is left out with its
 * reason; nothing stops the scan. The order is that of the names, so that two runs over the same
 * tree see the same sequence.
 */
final class SourceScan {
  private static final Set<String> SILENT =
      Set.of(".git", ".hg", ".svn", "__pycache__", ".mypy_cache", ".pytest_cache", ".tox", ".nox");
  private static final Set<String> INSTALLED =
      Set.of("node_modules", "site-packages", ".venv", "venv", ".eggs");
  private static final Map<String, String> BUILT =
      Map.of(
          ".aws-sam", "what SAM built of the project's code",
          ".serverless", "what the Serverless Framework packaged of the project's code",
          ".terraform", "modules that Terraform downloaded");

  /** A file of an asset of the CDK, and its path inside the asset. */
  private static final Pattern ASSET = Pattern.compile("(?:.*/)?cdk\\.out/asset\\.[^/]+/(.+)");

  private static final String EXCLUDED = "excluded as asked for";

  private final LineageOptions options;
  private final List<PathMatcher> excludedNames;
  private final List<PathMatcher> excludedPaths;
  private final List<Found> files = new ArrayList<>();
  private final List<Found> infrastructure = new ArrayList<>();
  private final List<LineageReport.Skipped> skipped = new ArrayList<>();
  private final Map<String, String> copies = new HashMap<>();
  private final Set<Object> seen = new HashSet<>();

  /** A file and its name relative to the root that it was found under. */
  record Found(Path path, Path root, String name, long size) {}

  SourceScan(LineageOptions options) {
    this.options = options;
    this.excludedNames = matchers(options.excluded(), false);
    this.excludedPaths = matchers(options.excluded(), true);
  }

  List<Found> files() {
    return files;
  }

  /** Templates and configuration that may describe tables. */
  List<Found> infrastructure() {
    return infrastructure;
  }

  List<LineageReport.Skipped> skipped() {
    return skipped;
  }

  static boolean isPython(String fileName) {
    return fileName.endsWith(".py") || fileName.endsWith(".pyw");
  }

  /** Files that were left out because they are copies, and what each is a copy of. */
  Map<String, String> copies() {
    return copies;
  }

  void scan(Path root) {
    int from = files.size();
    int infrastructureFrom = infrastructure.size();
    Path base = Files.isDirectory(root) ? root : root.toAbsolutePath().getParent();
    Path folder = base == null ? root : base;
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          options.deepestFolder(),
          new Visitor(root, folder));
    } catch (IOException unreadable) {
      skip(root, folder, "cannot be read: " + message(unreadable));
    }
    files.subList(from, files.size()).sort(Comparator.comparing(Found::name));
    leaveOutCopies(files.subList(from, files.size()));
    infrastructure
        .subList(infrastructureFrom, infrastructure.size())
        .sort(Comparator.comparing(Found::name));
  }

  /**
   * The CDK copies the code of functions into assets: the original is analysed, where it is here.
   */
  private void leaveOutCopies(List<Found> found) {
    Map<String, List<Found>> originals = new HashMap<>();
    List<Found> assets = new ArrayList<>();
    for (Found file : found) {
      if (ASSET.matcher(file.name()).matches()) {
        assets.add(file);
      } else {
        String last = file.name().substring(file.name().lastIndexOf('/') + 1);
        originals.computeIfAbsent(last, made -> new ArrayList<>()).add(file);
      }
    }
    for (Found asset : assets) {
      Matcher matcher = ASSET.matcher(asset.name());
      String inside = matcher.matches() ? matcher.group(1) : asset.name();
      String last = inside.substring(inside.lastIndexOf('/') + 1);
      for (Found original : originals.getOrDefault(last, List.of())) {
        boolean placed = original.name().equals(inside) || original.name().endsWith("/" + inside);
        if (placed && original.size() == asset.size() && same(original, asset)) {
          copies.put(asset.name(), original.name());
          skipped.add(
              new LineageReport.Skipped(asset.name(), "the CDK's copy of " + original.name()));
          break;
        }
      }
    }
    found.removeIf(file -> copies.containsKey(file.name()));
  }

  private static boolean same(Found one, Found other) {
    try {
      return Files.mismatch(one.path(), other.path()) < 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void skip(Path path, Path root, String reason) {
    skipped.add(new LineageReport.Skipped(name(path, root), reason));
  }

  private static String name(Path path, Path root) {
    Path absolute = path.toAbsolutePath().normalize();
    Path base = root.toAbsolutePath().normalize();
    String name =
        absolute.startsWith(base) ? base.relativize(absolute).toString() : path.toString();
    return name.isEmpty() ? "." : name.replace('\\', '/');
  }

  private static List<PathMatcher> matchers(List<String> globs, boolean withSlash) {
    return globs.stream()
        .map(glob -> glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob)
        .filter(glob -> glob.contains("/") == withSlash)
        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
        .toList();
  }

  private boolean excluded(Path path, Path root) {
    if (options.excluded().isEmpty()) {
      return false;
    }
    Path relative = Path.of(name(path, root));
    return excludedPaths.stream().anyMatch(matcher -> matcher.matches(relative))
        || excludedNames.stream().anyMatch(matcher -> matcher.matches(relative.getFileName()));
  }

  private static String message(IOException failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName().replace("Exception", "");
    return message == null ? kind : kind + " " + message;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path start;
    private final Path root;

    Visitor(Path start, Path root) {
      this.start = start;
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(start)) {
        return FileVisitResult.CONTINUE;
      }
      String name = String.valueOf(folder.getFileName());
      if (SILENT.contains(name)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (INSTALLED.contains(name) || Files.exists(folder.resolve("pyvenv.cfg"))) {
        skip(folder, root, "installed packages, not the project's own code");
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (excluded(folder, root)) {
        skip(folder, root, EXCLUDED);
        return FileVisitResult.SKIP_SUBTREE;
      }
      String built = BUILT.get(name);
      if (built != null) {
        skip(folder, root, built);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String fileName = String.valueOf(file.getFileName());
      boolean python = isPython(fileName) || file.equals(start);
      boolean template = !python && Infrastructure.mayDescribe(fileName);
      if (!python && !template) {
        return FileVisitResult.CONTINUE;
      }
      if (excluded(file, root)) {
        skip(file, root, EXCLUDED);
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        skip(
            file,
            root,
            attributes.isDirectory()
                ? "deeper than " + options.deepestFolder() + " folders"
                : "not a regular file");
        return FileVisitResult.CONTINUE;
      }
      Object key = attributes.fileKey();
      if (key != null && !seen.add(key)) {
        skip(file, root, "the same file was found by another name");
        return FileVisitResult.CONTINUE;
      }
      if (attributes.size() > options.largestFile()) {
        if (python) {
          skip(
              file,
              root,
              "huge: " + attributes.size() + " bytes, the limit is " + options.largestFile());
        }
        return FileVisitResult.CONTINUE;
      }
      (python ? files : infrastructure)
          .add(new Found(file, root, name(file, root), attributes.size()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (failure instanceof FileSystemLoopException) {
        skip(file, root, "symbolic link loop");
      } else {
        skip(
            file,
            root,
            "cannot be read: " + message(failure).replace(file.toString(), name(file, root)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, java.io.@org.jspecify.annotations.Nullable IOException failure) {
      if (failure != null) {
        skip(folder, root, "cannot be read to its end: " + message(failure));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
