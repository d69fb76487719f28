package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the templates of a tree say: the tables, and for each function its environment.
 *
 * <p>Code is joined to a function by its handler: a file belongs to each function whose handler's
 * file is it or imports it, directly or through others. A file that belongs to no function (a
 * template may build its code elsewhere) takes a variable's value only where all functions that
 * have the variable agree.
 */
final class Infrastructure {
  private final List<Table> tables;
  private final List<Function> functions;
  private final Map<Function, Set<SourceFile>> code = new LinkedHashMap<>();

  /**
   * A table of a template.
   *
   * @param name the physical name where the template gives one in full, else the logical id
   */
  record Table(String template, String logicalId, String name) {}

  /**
   * A function of a template: the module and name of its handler, the folder of its code, and its
   * environment as far as it is known.
   */
  record Function(
      String template,
      String name,
      String folder,
      String handler,
      Map<String, String> environment) {
    /** The handler's file below the root, without its ending. */
    String module() {
      int dot = handler.lastIndexOf('.');
      String path = dot < 0 ? handler : handler.substring(0, dot);
      boolean dotted = path.indexOf('/') < 0 && path.indexOf('.') > 0;
      String module = dotted ? path.replace('.', '/') : path;
      return Template.joined(folder, module);
    }

    String handlerName() {
      return handler.substring(handler.lastIndexOf('.') + 1);
    }
  }

  private Infrastructure(List<Table> tables, List<Function> functions) {
    this.tables = tables;
    this.functions = functions;
  }

  static boolean mayDescribe(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".template")
        || name.endsWith(".template.json")
        || name.equals("template.json");
  }

  /**
   * Reads the templates; one that cannot be read is added to the skipped only when it says that it
   * is one.
   */
  static Infrastructure read(
      List<SourceScan.Found> files, Project project, List<LineageReport.Skipped> skipped) {
    List<Table> tables = new ArrayList<>();
    List<Function> functions = new ArrayList<>();
    for (SourceScan.Found file : files) {
      Template template = Template.read(file, skipped);
      if (template != null) {
        tables.addAll(template.tables());
        functions.addAll(template.functions());
      }
    }
    Infrastructure infrastructure = new Infrastructure(List.copyOf(tables), List.copyOf(functions));
    for (Function function : functions) {
      SourceFile handler = project.module(function.module());
      if (handler != null) {
        infrastructure.code.put(function, project.reachable(handler));
      }
    }
    return infrastructure;
  }

  static Infrastructure none() {
    return new Infrastructure(List.of(), List.of());
  }

  List<Table> tables() {
    return tables;
  }

  List<Function> functions() {
    return functions;
  }

  /** The files of a function, its handler's first; empty when the handler was not found. */
  Set<SourceFile> code(Function function) {
    return code.getOrDefault(function, Set.of());
  }

  /** The functions that run the code of a file. */
  List<Function> functionsOf(SourceFile file) {
    return functions.stream()
        .filter(function -> code.getOrDefault(function, Set.of()).contains(file))
        .toList();
  }

  /** What a template gives a variable, and where. */
  record Given(String value, String template, String function) {}

  /**
   * The values of an environment variable for the code of a file; empty when no template gives it
   * or it cannot be told which.
   */
  List<Given> values(SourceFile file, String variable) {
    Map<String, Given> values = new LinkedHashMap<>();
    List<Function> running = functionsOf(file);
    for (Function function : running) {
      add(values, function, variable);
    }
    if (running.isEmpty()) {
      for (Function function : functions) {
        add(values, function, variable);
      }
    }
    return running.isEmpty() && values.size() > 1 ? List.of() : List.copyOf(values.values());
  }

  private static void add(Map<String, Given> values, Function function, String variable) {
    String value = function.environment().get(variable);
    if (value != null) {
      values.putIfAbsent(value, new Given(value, function.template(), function.name()));
    }
  }
}
