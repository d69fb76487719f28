package dev.stator.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Python files of a run, and which module name means which of them.
 *
 * <p>A file matters when its text speaks of DynamoDB, or when it imports, directly or through
 * others, a file that does: such a file may hold the table's name. Files that matter are parsed at
 * once, by all cores; any other is parsed when the analysis follows an import into it, and
 * otherwise never.
 */
final class Project {
  /**
   * Modules that are what they are whatever the tree contains: a stray boto3.py must not hide the
   * real one.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "boto3",
          "botocore",
          "aioboto3",
          "aiobotocore",
          "aws_lambda_powertools",
          "os",
          "sys",
          "json",
          "typing",
          "dataclasses",
          "functools",
          "contextlib",
          "logging",
          "time",
          "datetime",
          "decimal",
          "uuid",
          "re",
          "enum",
          "abc",
          "asyncio",
          "collections",
          "itertools",
          "random",
          "mypy_boto3_dynamodb",
          "types_aiobotocore_dynamodb",
          "types_boto3_dynamodb",
          "pydantic",
          "pydantic_settings",
          "unittest",
          "pytest");

  private final Parsers parsers;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<LineageReport.Skipped> skipped;
  private final Map<String, List<SourceFile>> byLastName = new HashMap<>();
  private final Map<String, List<String>> folders = new HashMap<>();
  private final Map<String, SourceFile> byName = new HashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  Project(Parsers parsers, SourceScan scan) {
    this.parsers = parsers;
    this.skipped = new ArrayList<>(scan.skipped());
    glanceAtAll(scan.files());
    index();
  }

  private void glanceAtAll(List<SourceScan.Found> found) {
    SourceFile[] read = new SourceFile[found.size()];
    Map<Integer, LineageReport.Skipped> unreadable = new ConcurrentHashMap<>();
    IntStream.range(0, read.length)
        .parallel()
        .forEach(
            i -> {
              SourceScan.Found file = found.get(i);
              try {
                byte[] text = SourceText.utf8(Files.readAllBytes(file.path()));
                bytes.addAndGet(text.length);
                Glance glance = Glance.at(text);
                read[i] =
                    new SourceFile(
                        file.path(), file.root(), file.name(), glance.imports(), glance.seed());
              } catch (SourceText.Unreadable reason) {
                unreadable.put(
                    i, new LineageReport.Skipped(file.name(), String.valueOf(reason.getMessage())));
              } catch (IOException reason) {
                unreadable.put(
                    i,
                    new LineageReport.Skipped(
                        file.name(), "cannot be read: " + reason.getClass().getSimpleName()));
              }
            });
    for (int i = 0; i < read.length; i++) {
      if (read[i] != null) {
        files.add(read[i]);
      } else if (unreadable.containsKey(i)) {
        skipped.add(unreadable.get(i));
      }
    }
  }

  private void index() {
    for (SourceFile file : files) {
      String module = moduleOf(file);
      byLastName
          .computeIfAbsent(module.substring(module.lastIndexOf('/') + 1), name -> new ArrayList<>())
          .add(file);
      byName.put(file.root() + "\0" + module, file);
      for (String folder = file.folder(); !folder.isEmpty(); folder = parent(folder)) {
        List<String> same =
            folders.computeIfAbsent(
                folder.substring(folder.lastIndexOf('/') + 1), name -> new ArrayList<>());
        String key = file.root() + "\0" + folder;
        if (!same.contains(key)) {
          same.add(key);
        }
      }
    }
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }

  /** The path of a file as a module: without its ending, a package by its folder. */
  private static String moduleOf(SourceFile file) {
    String name = file.name();
    if (file.isPackage()) {
      return file.folder();
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  List<SourceFile> files() {
    return files;
  }

  List<LineageReport.Skipped> skipped() {
    return skipped;
  }

  long bytes() {
    return bytes.get();
  }

  /** The files that matter, parsed, in the order of their names. */
  List<SourceFile> relevant() {
    Map<SourceFile, Set<SourceFile>> importers = new HashMap<>();
    for (SourceFile file : files) {
      for (String module : file.imports()) {
        SourceFile target = resolveWritten(file, module);
        if (target != null && target != file) {
          importers.computeIfAbsent(target, t -> new LinkedHashSet<>()).add(file);
        }
      }
    }
    Set<SourceFile> matters = new HashSet<>();
    Deque<SourceFile> open = new ArrayDeque<>();
    for (SourceFile file : files) {
      if (file.seed() && matters.add(file)) {
        open.add(file);
      }
    }
    while (!open.isEmpty()) {
      for (SourceFile importer : importers.getOrDefault(open.remove(), Set.of())) {
        if (matters.add(importer)) {
          open.add(importer);
        }
      }
    }
    List<SourceFile> ordered = files.stream().filter(matters::contains).toList();
    parsers.parseAll(ordered, skipped);
    return ordered;
  }

  /** Makes sure that a file is parsed. */
  void parse(SourceFile file) {
    if (!file.isParsed()) {
      parsers.parseAll(List.of(file), skipped);
    }
  }

  /**
   * The file of a module by its path below any root, without its ending; null when there is none or
   * more than one.
   */
  @Nullable SourceFile module(String path) {
    SourceFile found = null;
    for (SourceFile file :
        byLastName.getOrDefault(path.substring(path.lastIndexOf('/') + 1), List.of())) {
      if (moduleOf(file).equals(path)) {
        if (found != null) {
          return null;
        }
        found = file;
      }
    }
    return found;
  }

  /** The one file whose module ends with a path; null when there is none or more than one. */
  @Nullable SourceFile moduleBelow(String path) {
    SourceFile found = null;
    for (SourceFile file :
        byLastName.getOrDefault(path.substring(path.lastIndexOf('/') + 1), List.of())) {
      String module = moduleOf(file);
      if (module.equals(path) || module.endsWith("/" + path)) {
        if (found != null) {
          return null;
        }
        found = file;
      }
    }
    return found;
  }

  /** A file and all that it imports, directly or through others. */
  Set<SourceFile> reachable(SourceFile start) {
    Set<SourceFile> reached = new LinkedHashSet<>();
    Deque<SourceFile> open = new ArrayDeque<>();
    reached.add(start);
    open.add(start);
    while (!open.isEmpty()) {
      SourceFile file = open.remove();
      for (String module : file.imports()) {
        SourceFile target = resolveWritten(file, module);
        if (target != null && reached.add(target)) {
          open.add(target);
        }
      }
    }
    return reached;
  }

  /** The {@code conftest.py} of a folder of the file's own root, or null. */
  @Nullable SourceFile conftest(SourceFile file, String folder) {
    return byName.get(file.root() + "\0" + (folder.isEmpty() ? "conftest" : folder + "/conftest"));
  }

  private @Nullable SourceFile resolveWritten(SourceFile importer, String written) {
    int level = 0;
    while (level < written.length() && written.charAt(level) == '.') {
      level++;
    }
    return resolve(importer, level, written.substring(level));
  }

  /** The file that a module name means in a file, or null. */
  @Nullable SourceFile resolve(SourceFile importer, int level, String dotted) {
    String path = dotted.replace('.', '/');
    if (level > 0) {
      String folder = importer.folder();
      for (int up = 1; up < level; up++) {
        folder = parent(folder);
      }
      String wanted = path.isEmpty() ? folder : folder.isEmpty() ? path : folder + "/" + path;
      return byName.get(importer.root() + "\0" + wanted);
    }
    if (path.isEmpty()
        || RESERVED.contains(path.contains("/") ? path.substring(0, path.indexOf('/')) : path)) {
      return null;
    }
    for (String folder = importer.folder(); ; folder = parent(folder)) {
      SourceFile near =
          byName.get(importer.root() + "\0" + (folder.isEmpty() ? path : folder + "/" + path));
      if (near != null) {
        return near == importer ? null : near;
      }
      if (folder.isEmpty()) {
        break;
      }
    }
    return elsewhere(importer, path);
  }

  /**
   * A module below some folder that is on the path at run time only: {@code src}, a layer, another
   * root. Never one of several.
   */
  private @Nullable SourceFile elsewhere(SourceFile importer, String path) {
    Collection<SourceFile> candidates =
        byLastName.getOrDefault(path.substring(path.lastIndexOf('/') + 1), List.of());
    SourceFile best = null;
    int bestShared = -1;
    boolean tied = false;
    for (SourceFile candidate : candidates) {
      String module = moduleOf(candidate);
      if (candidate == importer || !(module.equals(path) || module.endsWith("/" + path))) {
        continue;
      }
      int shared =
          candidate.root().equals(importer.root())
              ? 1 + shared(candidate.name(), importer.name())
              : 0;
      if (shared > bestShared) {
        best = candidate;
        bestShared = shared;
        tied = false;
      } else if (shared == bestShared) {
        tied = true;
      }
    }
    return tied ? null : best;
  }

  private static int shared(String left, String right) {
    int folders = 0;
    for (int i = 0;
        i < Math.min(left.length(), right.length()) && left.charAt(i) == right.charAt(i);
        i++) {
      folders += left.charAt(i) == '/' ? 1 : 0;
    }
    return folders;
  }

  /**
   * Whether a dotted name is a folder on the way to some module: a package without {@code
   * __init__.py}.
   */
  boolean isFolder(String dotted) {
    String path = dotted.replace('.', '/');
    for (String folder :
        folders.getOrDefault(path.substring(path.lastIndexOf('/') + 1), List.of())) {
      String name = folder.substring(folder.indexOf('\0') + 1);
      if (name.equals(path) || name.endsWith("/" + path)) {
        return !RESERVED.contains(path.contains("/") ? path.substring(0, path.indexOf('/')) : path);
      }
    }
    return false;
  }
}
