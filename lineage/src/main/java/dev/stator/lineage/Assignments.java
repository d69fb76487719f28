package dev.stator.lineage;

import java.util.List;

/** What assignments do: to names, fields, entries of containers and several at once. */
final class Assignments {
  private final Analysis analysis;

  Assignments(Analysis analysis) {
    this.analysis = analysis;
  }

  /** An assignment as it is written, with its annotation. */
  void run(Frame frame, Stmt.Assign assign) {
    if (assign.value() == null) {
      if (assign.annotation() != null && assign.targets().get(0) instanceof Expr.Name name) {
        if (frame.isClassBody()) {
          annotate(frame, name.id(), assign.annotation());
        } else if (frame.variables().get(name.id()) == null) {
          Value hinted = analysis.hints().value(frame, assign.annotation(), assign.at());
          if (hinted != null) {
            frame.put(name.id(), hinted);
          }
        }
      } else if (assign.annotation() != null
          && assign.targets().get(0) instanceof Expr.Attribute field) {
        Value hinted = analysis.hints().value(frame, assign.annotation(), assign.at());
        if (hinted != null) {
          assignTo(frame, field, hinted, assign.at());
        }
      }
      return;
    }
    Value value = analysis.expressions().evaluate(frame, assign.value());
    if (assign.annotation() != null) {
      if (frame.isClassBody() && assign.targets().get(0) instanceof Expr.Name name) {
        annotate(frame, name.id(), assign.annotation());
      }
      value = analysis.hints().refine(frame, value, assign.annotation(), assign.at());
    }
    for (Expr target : assign.targets()) {
      assignTo(frame, target, value, target.at());
    }
  }

  private static void annotate(Frame frame, String field, Expr annotation) {
    if (frame.owner() != null) {
      frame.owner().annotate(field, annotation);
    }
  }

  /** Gives a value to whatever can stand left of an equals sign. */
  void assignTo(Frame frame, Expr target, Value value, int at) {
    if (target instanceof Expr.Name name) {
      Value named = value.via(frame.file(), at, "assigned to " + name.id());
      frame.put(name.id(), named);
      if (frame.globals().contains(name.id())) {
        frame.scope().module().write(name.id(), named);
      } else if (frame.nonlocals().contains(name.id())) {
        for (Scope scope = frame.scope().parent();
            scope != null && scope.parent() != null;
            scope = scope.parent()) {
          if (scope.variables().containsKey(name.id())) {
            scope.variables().merge(name.id(), named, Value::join);
            break;
          }
        }
      }
    } else if (target instanceof Expr.Attribute attribute) {
      assignField(frame, attribute, value, at);
    } else if (target instanceof Expr.Subscript subscript) {
      assignEntry(frame, subscript, value, at);
    } else if (target instanceof Expr.Sequence sequence) {
      unpack(frame, sequence.elements(), value, at);
    } else if (target instanceof Expr.Star star) {
      assignTo(frame, star.operand(), Value.of(new Sequence(List.of(), value)), at);
    }
  }

  private void unpack(Frame frame, List<Expr> targets, Value value, int at) {
    int star = 0;
    while (star < targets.size() && !(targets.get(star) instanceof Expr.Star)) {
      star++;
    }
    int after = targets.size() - star - 1;
    for (int i = 0; i < targets.size(); i++) {
      int place = i <= star ? i : i - targets.size();
      boolean starred = i == star;
      Value element =
          value.flatMap(
              alternative -> {
                Value whole = Value.of(alternative.atom(), alternative.trace());
                List<Value> known = Elements.known(whole);
                Sequence exact =
                    alternative.atom() instanceof Sequence sequence
                        ? sequence
                        : known == null ? null : new Sequence(known, null);
                if (exact == null) {
                  Value any = analysis.elements().elements(frame, whole, at);
                  return starred ? Value.of(new Sequence(List.of(), any)) : any;
                }
                if (starred) {
                  return exact.isExact()
                      ? Value.of(
                          new Sequence(
                              new Slice(place, exact.elements().size() - after, 1)
                                  .cut(exact.elements()),
                              null))
                      : Value.of(new Sequence(List.of(), exact.anyElement()));
                }
                Value there = exact.at(place);
                return there == null ? exact.anyElement() : there;
              });
      Expr target = targets.get(i) instanceof Expr.Star rest ? rest.operand() : targets.get(i);
      assignTo(frame, target, element, targets.get(i).at());
    }
  }

  private void assignField(Frame frame, Expr.Attribute target, Value value, int at) {
    Value owner = analysis.expressions().evaluate(frame, target.target());
    String path = Expressions.path(target);
    Value named =
        value.via(frame.file(), at, "assigned to " + (path == null ? "." + target.name() : path));
    boolean ownConstruction =
        frame.isConstructor()
            && target.target() instanceof Expr.Name name
            && name.id().equals(frame.selfName());
    write(frame, owner, target.name(), named, ownConstruction);
    if (path != null && owner.alternatives().size() == 1 && target.target() instanceof Expr.Name) {
      frame.variables().put(path, named);
    }
  }

  /** {@code setattr(object, name, value)}. */
  void setField(Frame frame, Value owner, String name, Value value, int at) {
    boolean ownConstruction =
        frame.isConstructor() && frame.self() != null && frame.self().equals(owner.only());
    Value named = value.via(frame.file(), at, "assigned to ." + name);
    write(frame, owner, name, named, ownConstruction);
  }

  private void write(Frame frame, Value owner, String name, Value value, boolean constructing) {
    for (Value.Alternative alternative : owner.alternatives()) {
      if (alternative.atom() instanceof Atom.Code.Made object) {
        if (constructing) {
          frame.pending().merge(name, value, Value::join);
        } else {
          object.instance().write(name, value, false);
        }
      } else if (alternative.atom() instanceof Atom.Code.Function function) {
        analysis.definitions().writeField(function.definition(), name, value);
      } else if (alternative.atom() instanceof Atom.Code.Type type) {
        type.type().write(name, value);
      } else if (alternative.atom() instanceof Atom.Module module && module.file() != null) {
        analysis.module(module.file()).write(name, value);
      } else if (alternative.atom() instanceof Atom.External external) {
        analysis.ambient().setField(frame, external, name, value);
      }
    }
  }

  private void assignEntry(Frame frame, Expr.Subscript target, Value value, int at) {
    Value key = analysis.expressions().evaluate(frame, target.index());
    Value container = analysis.expressions().evaluate(frame, target.target());
    if (!container.any(atom -> atom instanceof Dict || atom instanceof Sequence)) {
      for (Value.Alternative alternative : container.alternatives()) {
        if (alternative.atom() instanceof Atom.External external) {
          // What a test sets is in place of what a deployment sets.
          if (external.name().equals("os.environ") && !frame.file().isTest()) {
            EnvironmentVariables.write(frame, key, value);
          }
          analysis.ambient().setEntry(frame, external, key, value);
        }
      }
      return;
    }
    Value.Alternative single = key.alternatives().size() == 1 ? key.alternatives().get(0) : null;
    Value changed =
        container.flatMap(
            alternative ->
                alternative.atom() instanceof Dict dict
                    ? Value.of(
                        single == null ? dict.open(value) : dict.with(single, value),
                        alternative.trace())
                    : alternative.atom() instanceof Sequence sequence
                        ? analysis.mutations().entry(frame, target.target(), sequence, key, value)
                        : Value.of(alternative.atom(), alternative.trace()));
    if (target.target() instanceof Expr.Name
        || target.target() instanceof Expr.Attribute
        || target.target() instanceof Expr.Subscript) {
      assignTo(frame, target.target(), changed, at);
    }
  }
}
