package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The YAML and JSON files of a tree that are templates: CloudFormation's, whoever wrote them, and
 * those of the Serverless Framework. A file is only parsed when its text names a resource of AWS or
 * it is called as the Serverless Framework's are.
 */
record Templates(List<CloudFormation> cloudFormation, List<Serverless> serverless) {
  private static final long LARGEST = 2L << 20;
  private static final byte[] RESOURCE = "AWS::".getBytes(UTF_8);

  private record Document(Path path, String file, Setting root) {}

  static Templates read(List<SourceScan.Found> files, List<LineageReport.Skipped> skipped) {
    List<Document> documents = new ArrayList<>();
    List<Serverless> serverless = new ArrayList<>();
    for (SourceScan.Found file : files) {
      boolean named = isServerless(file.name());
      Setting root = Terraform.mayDescribe(file.name()) ? null : read(file, named, skipped);
      if (root == null) {
        continue;
      }
      if (named && root.get("provider") != null && root.get("service") != null) {
        serverless.add(new Serverless(file, root));
      } else if (isTemplate(root)) {
        documents.add(new Document(file.path(), file.name(), root));
      }
    }
    Set<Path> included = new HashSet<>();
    serverless.forEach(service -> included.addAll(service.includes()));
    documents.removeIf(document -> included.contains(real(document.path())));
    Map<PartialText, PartialText> exports = new HashMap<>();
    for (Document document : documents) {
      exports.putAll(template(document, Map.of()).values().exported());
    }
    return new Templates(
        documents.stream().map(document -> template(document, exports)).toList(),
        List.copyOf(serverless));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException gone) {
      return file;
    }
  }

  private static CloudFormation template(Document document, Map<PartialText, PartialText> exports) {
    String file = document.file();
    return new CloudFormation(
        file, document.root(), text -> CloudFormationValues.plain(text, file), exports);
  }

  private static boolean isServerless(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.startsWith("serverless") && !name.endsWith(".template");
  }

  private static boolean isTemplate(Setting root) {
    return Setting.entries(root.get("Resources")).values().stream()
        .anyMatch(resource -> Setting.literal(resource.get("Type")) != null);
  }

  private static @Nullable Setting read(
      SourceScan.Found file, boolean named, List<LineageReport.Skipped> skipped) {
    try {
      byte[] bytes = Files.readAllBytes(file.path());
      return named || contains(bytes, RESOURCE)
          ? YamlSettings.read(new String(bytes, UTF_8))
          : null;
    } catch (IOException | YamlEngineException broken) {
      skipped.add(
          new LineageReport.Skipped(file.name(), "not understood as a template: " + why(broken)));
      return null;
    }
  }

  private static String why(Exception broken) {
    if (broken instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      return "line " + (marked.getProblemMark().get().getLine() + 1) + ": " + marked.getProblem();
    }
    return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
  }

  private static boolean contains(byte[] text, byte[] word) {
    for (int i = 0; i <= text.length - word.length; i++) {
      if (text[i] == word[0]
          && java.util.Arrays.equals(text, i, i + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }

  /** The real place of a path from a folder; null when it is outside the root or does not exist. */
  static @Nullable Path below(Path root, Path folder, String path) {
    try {
      Path file = folder.resolve(path).toRealPath();
      return file.startsWith(root.toRealPath()) ? file : null;
    } catch (IOException | InvalidPathException absent) {
      return null;
    }
  }

  /** A file that a template includes; null when it is no YAML or JSON that can be read. */
  static @Nullable Setting included(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".yml") && !name.endsWith(".yaml") && !name.endsWith(".json")) {
      return null;
    }
    try {
      return Files.size(file) > LARGEST ? null : YamlSettings.read(Files.readString(file));
    } catch (IOException | YamlEngineException unreadable) {
      return null;
    }
  }
}
