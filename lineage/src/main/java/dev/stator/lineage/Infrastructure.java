package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the infrastructure code of a tree declares: tables and functions. Immutable. */
record Infrastructure(List<Table> tables, List<Function> functions) {

  /** What calls a function. */
  enum Trigger {
    /** Somebody who waits for the answer: an API, a function's URL, a resolver. */
    REQUEST,
    /** A schedule, a queue, a stream, a bucket. */
    EVENT
  }

  /**
   * A table.
   *
   * @param id the logical id or address
   * @param name what it is called once deployed, as far as that is known
   */
  record Table(
      String file,
      int line,
      String id,
      PartialText name,
      List<DeclaredTable.Key> keys,
      List<DeclaredTable.Index> indexes,
      @Nullable String timeToLive,
      boolean streamed) {
    /** The name where it is known, else the id. */
    String shown() {
      String literal = name.literal();
      return literal == null ? id : literal;
    }

    /**
     * The id among a report's objects. A table without a known name keeps apart from one that is
     * named like its logical id.
     */
    String object() {
      String literal = name.literal();
      return literal == null ? "table:" + file + "#" + id : "table:" + literal;
    }

    /** What tells the declaration from every other, whatever the tables are called. */
    String identity() {
      return identity(file, id);
    }

    static String identity(String file, String id) {
      return file + "#" + id;
    }

    DeclaredTable declared(boolean used) {
      return new DeclaredTable(
          object(),
          shown(),
          name.glob(),
          id,
          file,
          line,
          keys,
          indexes,
          timeToLive,
          streamed,
          used);
    }
  }

  /** An environment variable of a function. */
  record Variable(PartialText value, int line) {}

  /**
   * The stream of a table, as what feeds a function.
   *
   * @param table what the table is called once deployed; null where the infrastructure does not
   *     tell which one it is
   * @param file where the two are joined
   */
  record Feed(@Nullable PartialText table, String file, int line) {
    static Feed ofStream(PartialText arn, String file, int line) {
      return new Feed(arn.isStream() ? arn.table() : null, file, line);
    }
  }

  /**
   * A function.
   *
   * @param folders where its code may lie, the likeliest first
   * @param placed whether it lies in one of the folders, rather than somewhere that the
   *     infrastructure does not tell (an archive, an asset)
   * @param handler as written, {@code module.function}
   * @param triggers empty where the infrastructure shows none
   */
  record Function(
      String file,
      int line,
      String name,
      List<String> folders,
      boolean placed,
      String handler,
      Map<String, Variable> environment,
      Set<Trigger> triggers,
      List<Feed> feeds,
      Grants grants) {
    /** The handler's file below its folder, without its ending. */
    String module() {
      int dot = handler.lastIndexOf('.');
      String path = dot < 0 ? handler : handler.substring(0, dot);
      boolean dotted = path.indexOf('/') < 0 && path.indexOf('.') > 0;
      return dotted ? path.replace('.', '/') : path;
    }

    String handlerName() {
      return handler.substring(handler.lastIndexOf('.') + 1);
    }

    /** The function with its code where the files are that its asset's are copies of. */
    Function atOriginals(Map<String, String> copies) {
      List<String> places = new ArrayList<>();
      for (String folder : folders) {
        String inside = module() + ".py";
        String original = copies.get(Paths.joined(folder, inside));
        places.add(
            original == null
                ? folder
                : Paths.joined("", original.substring(0, original.length() - inside.length())));
      }
      return new Function(
          file, line, name, places, placed, handler, environment, triggers, feeds, grants);
    }

    boolean servesRequests() {
      return triggers.contains(Trigger.REQUEST);
    }
  }

  static Infrastructure none() {
    return new Infrastructure(List.of(), List.of());
  }

  static boolean mayDescribe(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".json")
        || name.endsWith(".template")
        || Terraform.mayDescribe(name);
  }

  /**
   * Reads what describes infrastructure; a file that cannot be understood is added to the skipped
   * when it says that it is infrastructure.
   *
   * @param copies files of the tree that were left out, and what each is a copy of
   */
  static Infrastructure read(
      List<SourceScan.Found> files,
      Map<String, String> copies,
      List<LineageReport.Skipped> skipped) {
    List<Table> tables = new ArrayList<>();
    List<Function> functions = new ArrayList<>();
    Templates templates = Templates.read(files, skipped);
    for (CloudFormation template : templates.cloudFormation()) {
      tables.addAll(template.tables());
      functions.addAll(template.functions());
    }
    for (Serverless serverless : templates.serverless()) {
      tables.addAll(serverless.tables());
      functions.addAll(serverless.functions());
    }
    Terraform terraform = Terraform.read(files, skipped);
    tables.addAll(terraform.tables());
    functions.addAll(terraform.functions());
    return new Infrastructure(
        List.copyOf(tables),
        functions.stream().map(function -> function.atOriginals(copies)).toList());
  }

  /** The table that a text names, seen from a file; null when none does or several do. */
  @Nullable Table table(PartialText name) {
    PartialText wanted = name.table();
    for (Table table : tables) {
      if (table.identity().equals(wanted.resource())) {
        return table;
      }
    }
    Table found = null;
    for (Table table : tables) {
      if (table.name().equals(wanted)) {
        if (found != null && !found.object().equals(table.object())) {
          return null;
        }
        found = found == null ? table : found;
      }
    }
    return found;
  }
}
