package dev.stator.lineage;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Import statements: a module of the project is run when it is first asked for; anything else is
 * external.
 */
final class Imports {
  private final Analysis analysis;

  Imports(Analysis analysis) {
    this.analysis = analysis;
  }

  void run(Frame frame, Stmt.Import statement) {
    for (Stmt.Import.Clause clause : statement.clauses()) {
      String bound = clause.alias() != null ? clause.alias() : first(clause.module());
      String module = clause.alias() != null ? clause.module() : first(clause.module());
      SourceFile whole = analysis.project().resolve(frame.file(), 0, clause.module());
      if (whole != null) {
        analysis.runModule(whole);
      }
      frame.put(bound, module(frame.file(), 0, module, clause.at()));
    }
  }

  private static String first(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  void run(Frame frame, Stmt.ImportFrom statement) {
    SourceFile file = frame.file();
    if (statement.names().isEmpty()) {
      star(frame, statement);
      return;
    }
    for (Stmt.ImportFrom.Member clause : statement.names()) {
      String bound = clause.alias() == null ? clause.name() : clause.alias();
      frame.put(
          bound, member(file, statement.level(), statement.module(), clause.name(), clause.at()));
    }
  }

  private void star(Frame frame, Stmt.ImportFrom statement) {
    SourceFile target =
        analysis.project().resolve(frame.file(), statement.level(), statement.module());
    if (target == null) {
      return;
    }
    ModuleState module = analysis.runModule(target);
    Value all = module.find("__all__");
    Set<String> exported = exported(all);
    boolean open = all != null && !(all.only() instanceof Sequence only && only.rest() == null);
    if (all == null || open) {
      for (String name : Set.copyOf(module.variables().keySet())) {
        Value value = module.find(name);
        if (!name.startsWith("_") && name.indexOf('.') < 0 && value != null) {
          Value before = open && !exported.contains(name) ? frame.find(name) : null;
          frame.put(name, before == null ? value : before.join(value));
        }
      }
    }
    for (String name : exported) {
      Value value = module.find(name);
      frame.put(
          name,
          value != null
              ? value
              : member(frame.file(), statement.level(), statement.module(), name, statement.at()));
    }
  }

  /** The names that {@code __all__} is sure to have. */
  private static Set<String> exported(@Nullable Value all) {
    Set<String> names = new LinkedHashSet<>();
    if (all != null && all.only() instanceof Sequence list) {
      for (Value element : list.elements()) {
        String name = element.literal();
        if (name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** {@code from module import name}. */
  private Value member(SourceFile file, int level, String module, String name, int at) {
    SourceFile target = analysis.project().resolve(file, level, module);
    if (target != null && target != file) {
      Value value = analysis.runModule(target).find(name);
      if (value != null && !value.isNothing()) {
        return value.via(file, at, "imported from " + target.name());
      }
    }
    String dotted = module.isEmpty() ? name : module + "." + name;
    SourceFile inner = analysis.project().resolve(file, level, dotted);
    if (inner != null) {
      return Value.of(
          new Atom.Module(dotted, inner, file), Trace.start(file, at, "module " + inner.name()));
    }
    if (target != null) {
      return Value.unknown(
          name + " of " + target.name() + " was not found there",
          Trace.start(file, at, "imported " + name));
    }
    return Value.of(
        new Atom.External(".".repeat(level) + dotted), Trace.start(file, at, "imported " + dotted));
  }

  Value module(SourceFile file, int level, String dotted, int at) {
    SourceFile target = analysis.project().resolve(file, level, dotted);
    if (target != null) {
      return Value.of(
          new Atom.Module(dotted, target, file), Trace.start(file, at, "module " + target.name()));
    }
    return analysis.project().isFolder(dotted)
        ? Value.of(new Atom.Module(dotted, null, file), Trace.start(file, at, "package " + dotted))
        : Value.of(new Atom.External(dotted), Trace.start(file, at, "imported " + dotted));
  }

  /** {@code module.name}. */
  Value attribute(Atom.Module module, String name, int at) {
    SourceFile file = module.file();
    if (file != null) {
      Value value = analysis.runModule(file).find(name);
      if (value != null && !value.isNothing()) {
        return value;
      }
    }
    SourceFile inner =
        file != null && file.isPackage() ? analysis.project().resolve(file, 1, name) : null;
    String dotted = module.dotted() + "." + name;
    inner = inner == null ? analysis.project().resolve(module.importer(), 0, dotted) : inner;
    if (inner != null) {
      return Value.of(
          new Atom.Module(dotted, inner, module.importer()),
          Trace.start(module.importer(), at, "module " + inner.name()));
    }
    @Nullable Trace none = null;
    if (file == null) {
      return analysis.project().isFolder(dotted)
          ? Value.of(new Atom.Module(dotted, null, module.importer()), none)
          : Value.of(new Atom.External(dotted), none);
    }
    return Value.unknown(name + " of " + file.name() + " was not found there", none);
  }
}
