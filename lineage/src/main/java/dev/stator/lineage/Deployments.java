package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which analysed code runs in which deployed function.
 *
 * <p>Code is joined to a function by its handler. A place runs in each function whose handler
 * reaches it by calls, or, where no handler does, whose handler's file is its file or imports it. A
 * file that belongs to no function (the infrastructure may build its code elsewhere) may run in
 * any.
 */
final class Deployments {
  private final Infrastructure infrastructure;
  private final Map<Infrastructure.Function, Code> code = new LinkedHashMap<>();

  /**
   * The code of a function.
   *
   * @param handler the handler's file
   * @param entry where the handler stands in it, null when the file has no such function
   */
  private record Code(
      SourceFile handler,
      Stmt.@Nullable Function entry,
      Set<SourceFile> files,
      Set<Calls.Place> reached) {}

  Deployments(Infrastructure infrastructure, Project project, Calls calls) {
    this.infrastructure = infrastructure;
    for (Infrastructure.Function function : infrastructure.functions()) {
      SourceFile handler = handler(function, project);
      if (handler == null) {
        continue;
      }
      Set<SourceFile> files = project.reachable(handler);
      Stmt.Function entry = entry(handler, function.handlerName());
      Set<Calls.Place> reached = new LinkedHashSet<>();
      if (entry != null) {
        reached.addAll(calls.reachable(new Calls.Place(handler, entry.at())));
      }
      for (SourceFile file : files) {
        reached.addAll(calls.reachable(new Calls.Place(file, 0)));
      }
      code.put(function, new Code(handler, entry, files, reached));
    }
  }

  private static @Nullable SourceFile handler(Infrastructure.Function function, Project project) {
    if (function.handler().isEmpty()) {
      return null;
    }
    for (String folder : function.folders()) {
      SourceFile found = project.module(Paths.joined(folder, function.module()));
      if (found != null) {
        return found;
      }
    }
    return function.placed() ? null : project.moduleBelow(function.module());
  }

  private static Stmt.@Nullable Function entry(SourceFile file, String name) {
    for (Stmt statement : file.statements()) {
      if (statement instanceof Stmt.Function function && function.name().equals(name)) {
        return function;
      }
    }
    return null;
  }

  Infrastructure infrastructure() {
    return infrastructure;
  }

  /** The functions whose code was found. */
  Set<Infrastructure.Function> found() {
    return code.keySet();
  }

  /** Whether the handler of a function reaches a place, or the modules that it imports do. */
  boolean reaches(Infrastructure.Function function, Calls.@Nullable Place place) {
    Code own = code.get(function);
    return own != null && own.reached().contains(place);
  }

  /** The functions that a definition is the handler of. */
  List<Infrastructure.Function> handledBy(Stmt.Function definition) {
    return code.entrySet().stream()
        .filter(entry -> definition.equals(entry.getValue().entry()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The functions that run the code of a place; empty when none is known to. */
  List<Infrastructure.Function> running(Calls.Place place) {
    List<Infrastructure.Function> reaching = new ArrayList<>();
    List<Infrastructure.Function> importing = new ArrayList<>();
    code.forEach(
        (function, own) -> {
          if (own.reached().contains(place)) {
            reaching.add(function);
          }
          if (own.files().contains(place.file())) {
            importing.add(function);
          }
        });
    return reaching.isEmpty() ? importing : reaching;
  }
}
