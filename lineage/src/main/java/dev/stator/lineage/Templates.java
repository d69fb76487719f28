package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    return new Templates(
        stacks(documents, skipped).stream().map(CloudFormation::new).toList(),
        List.copyOf(serverless));
  }

  /** Each template by itself that none nests, with those nested in it; circles are entered. */
  private static List<Stack> stacks(List<Document> documents, List<LineageReport.Skipped> skipped) {
    Map<String, Stack.Template> templates = new LinkedHashMap<>();
    for (Document document : documents) {
      String file = document.file();
      templates.put(
          file,
          new Stack.Template(
              file, document.root(), text -> CloudFormationValues.plain(text, file)));
    }
    List<Stack.Template> outermost = outermost(templates);
    Map<PartialText, PartialText> exports = new HashMap<>();
    for (Stack stack : deployed(outermost, templates, Map.of())) {
      exports.putAll(stack.values().exported());
    }
    List<Stack> stacks = deployed(outermost, templates, exports);
    stacks.stream()
        .filter(stack -> stack.isOutermost() && stack.isCut())
        .forEach(
            stack ->
                skipped.add(
                    new LineageReport.Skipped(
                        stack.file(), "nests more stacks than are followed: " + Stack.MOST)));
    return stacks;
  }

  private static List<Stack.Template> outermost(Map<String, Stack.Template> templates) {
    Set<String> nested = new HashSet<>();
    templates
        .values()
        .forEach(
            template -> nested.addAll(Stack.of(template, templates::get, Map.of()).nestedFiles()));
    List<Stack.Template> outermost = new ArrayList<>();
    Set<String> deployed = new HashSet<>();
    for (boolean rest : new boolean[] {false, true}) {
      for (Stack.Template template : templates.values()) {
        if (rest ? !deployed.contains(template.file()) : !nested.contains(template.file())) {
          outermost.add(template);
          Stack.of(template, templates::get, Map.of())
              .all()
              .forEach(stack -> deployed.add(stack.file()));
        }
      }
    }
    return outermost;
  }

  private static List<Stack> deployed(
      List<Stack.Template> outermost,
      Map<String, Stack.Template> templates,
      Map<PartialText, PartialText> exports) {
    return outermost.stream()
        .flatMap(template -> Stack.of(template, templates::get, exports).all().stream())
        .toList();
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException gone) {
      return file;
    }
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
