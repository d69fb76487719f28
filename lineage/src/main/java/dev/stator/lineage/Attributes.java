package dev.stator.lineage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code a.b} gives. */
final class Attributes {
  private static final Set<String> TABLE_NAME = Set.of("name", "table_name");

  private final Analysis analysis;

  Attributes(Analysis analysis) {
    this.analysis = analysis;
  }

  Value get(Frame frame, Value target, String name, int at) {
    return target.flatMap(alternative -> get(frame, alternative, name, at));
  }

  private Value get(Frame frame, Value.Alternative target, String name, int at) {
    Atom atom = target.atom();
    Trace trace = target.trace();
    if (atom instanceof Aws aws) {
      return aws(frame, aws, trace, name, at);
    } else if (atom instanceof Atom.Code.Made object) {
      return field(frame, object, name, trace, at);
    } else if (atom instanceof Atom.Code.Type type) {
      return classAttribute(type, name, trace);
    } else if (atom instanceof Atom.Module module) {
      return analysis.imports().attribute(module, name, at);
    } else if (atom instanceof Atom.External external) {
      return analysis.ambient().attribute(frame, external, name, trace, at);
    } else if (atom instanceof Atom.Text && (name.equals("value") || name.equals("_value_"))) {
      return Value.of(atom, trace);
    } else if (atom instanceof Atom.Code.Super above) {
      PythonClass type = typeOf(above.self());
      Value value = type == null ? null : type.findAbove(above.above(), name);
      return value == null
          ? Value.unknown("." + name + " of a base class outside the analysed code", trace)
          : bind(frame, value, above.self(), name, trace, at);
    } else if (atom instanceof Atom.Code.Function function
        && function.kind() == Atom.Code.Function.Kind.PROPERTY) {
      return Value.of(new Atom.Code.Keep());
    } else if (atom instanceof Atom.Code.Function function
        && analysis.definitions().hasField(function.definition(), name)) {
      return analysis.definitions().field(function.definition(), name);
    } else if (atom instanceof Atom.Code.Function
        || atom instanceof Atom.Code.Partial
        || atom instanceof Atom.Code.Bound) {
      return Value.of(new Atom.External("function." + name), trace);
    } else if (atom instanceof Atom.Unknown unknown) {
      return Value.of(unknown, trace);
    } else if (atom instanceof Atom.Plain plain) {
      return Value.of(new Atom.Unknown("." + name + " of " + plain.text(), true), trace);
    } else if (atom instanceof Atom.Code.FixtureRequest request && name.equals("param")) {
      return request.parameters();
    } else if (atom instanceof Atom.Code.FixtureRequest || atom instanceof Atom.Code.CommandLine) {
      return Value.of(new Atom.Code.ValueMethod(atom, trace, name), trace);
    } else if (atom instanceof Atom.Text
        || atom instanceof Dict
        || atom instanceof Sequence
        || atom instanceof Atom.Code.Template
        || atom instanceof Atom.Code.Generator) {
      return Value.of(new Atom.Code.ValueMethod(atom, trace, name), trace);
    }
    return Value.unknown("." + name + " of something that is not followed", trace);
  }

  private static @Nullable PythonClass typeOf(Atom self) {
    if (self instanceof Atom.Code.Made made) {
      return made.instance().type();
    }
    return self instanceof Atom.Code.Type type ? type.type() : null;
  }

  private Value field(
      Frame frame, Atom.Code.Made object, String name, @Nullable Trace trace, int at) {
    Instance instance = object.instance();
    if (name.equals("__class__")) {
      return Value.of(new Atom.Code.Type(instance.type()), trace);
    }
    if (name.equals("__dict__")) {
      return Value.unknown("the fields of an object as a dictionary", trace);
    }
    Value field =
        frame.self() instanceof Atom.Code.Made self && self.instance() == instance
            ? frame.pending().get(name)
            : null;
    Value stored = instance.read(name);
    field = field == null ? stored : stored == null ? field : field.join(stored);
    Value declared = instance.type().find(name);
    if (field != null
        && (instance.constructs(name)
            || declared == null
            || (declared.only() instanceof Atom.Plain plain && plain.isNone()))) {
      return field;
    }
    Value inherited = declared == null ? null : bind(frame, declared, object, name, trace, at);
    if (field == null && inherited != null && Boolean.TRUE.equals(Truth.isNone(inherited))) {
      Value later = hint(frame, instance, name, at);
      return later == null ? inherited : inherited.join(later);
    }
    if (field != null) {
      return inherited == null ? field : field.join(inherited);
    }
    if (inherited != null) {
      return inherited;
    }
    if (name.equals("_replace") && NamedTuples.isTuple(instance.type())) {
      return Value.of(new Atom.Code.ValueMethod(object, trace, name), trace);
    }
    Value hinted = hint(frame, instance, name, at);
    if (hinted != null) {
      return hinted;
    }
    Value dynamic = instance.type().find("__getattr__");
    if (dynamic != null) {
      return analysis
          .calls()
          .call(
              frame,
              bind(frame, dynamic, object, "__getattr__", trace, at),
              new Arguments(List.of(Value.text(name)), Map.of(), null, null),
              at)
          .flatMap(
              alternative ->
                  Value.of(
                      alternative.atom() instanceof Aws.Method method && method.name().equals(name)
                          ? new Aws.Method(method.receiver(), name, frame.point(at))
                          : alternative.atom(),
                      alternative.trace()));
    }
    return Value.unknown(
        instance.type().hasExternalBase()
            ? "."
                + name
                + " is inherited by "
                + instance.type().name()
                + " from outside the analysed code"
            : "." + name + " of " + instance.type().name() + " is not set in the analysed code",
        trace);
  }

  private @Nullable Value hint(Frame frame, Instance instance, String name, int at) {
    Expr annotation = instance.type().fields().get(name);
    if (annotation == null) {
      return null;
    }
    Frame declaring = analysis.definitions().frameOf(instance.type());
    return analysis.hints().value(declaring == null ? frame : declaring, annotation, at);
  }

  private static Value classAttribute(Atom.Code.Type type, String name, @Nullable Trace trace) {
    Value value = type.type().find(name);
    if (value == null) {
      if (name.equals("__name__")) {
        return Value.text(type.type().name());
      }
      return Value.unknown(
          "." + name + " of class " + type.type().name() + " is not set in the analysed code",
          trace);
    }
    return value.flatMap(
        alternative -> {
          if (alternative.atom() instanceof Atom.Code.Function function
              && function.kind() == Atom.Code.Function.Kind.CLASS) {
            return Value.of(new Atom.Code.Bound(type, function), alternative.trace());
          }
          return Value.of(alternative.atom(), alternative.trace());
        });
  }

  private Value bind(
      Frame frame, Value value, Atom self, String name, @Nullable Trace trace, int at) {
    return value.flatMap(
        alternative -> {
          if (alternative.atom() instanceof Atom.Code.Partial partial && partial.ofMethod()) {
            return Value.of(
                new Atom.Code.Partial(
                    bind(frame, partial.callee(), self, name, trace, at),
                    partial.arguments(),
                    false),
                alternative.trace());
          }
          if (!(alternative.atom() instanceof Atom.Code.Function function)
              || function.owner() == null) {
            return Value.of(alternative.atom(), alternative.trace());
          }
          return switch (function.kind()) {
            case STATIC -> Value.of(function, alternative.trace());
            case CLASS -> {
              PythonClass type = typeOf(self);
              yield type == null
                  ? Value.unknown("." + name, trace)
                  : Value.of(
                      new Atom.Code.Bound(new Atom.Code.Type(type), function), alternative.trace());
            }
            case PROPERTY ->
                analysis
                    .calls()
                    .function(
                        frame,
                        function,
                        new Arguments(List.of(Value.of(self, trace)), Map.of(), null, null),
                        self,
                        at);
            case PLAIN -> Value.of(new Atom.Code.Bound(self, function), alternative.trace());
          };
        });
  }

  private Value aws(Frame frame, Aws aws, @Nullable Trace trace, String name, int at) {
    if (aws instanceof Aws.Table table) {
      if (TABLE_NAME.contains(name)) {
        return Value.of(table.name(), table.nameTrace());
      }
      if (name.equals("table_arn") || name.equals("arn")) {
        return Value.of(Answers.arn(table.name()), table.nameTrace());
      }
      if (name.equals("meta")) {
        return Value.of(new Aws.Meta(), trace);
      }
    } else if (aws instanceof Aws.Resource) {
      if (name.equals("tables")) {
        return Value.of(
            new Aws.Tables(), Trace.step(trace, frame.file(), at, "all tables of the account"));
      }
      if (name.equals("meta")) {
        return Value.of(new Aws.Meta(), trace);
      }
    } else if (aws instanceof Aws.Client) {
      if (name.equals("exceptions")) {
        return Value.of(new Atom.Unknown("an exception", true), trace);
      }
    } else if (aws instanceof Aws.Meta) {
      return name.equals("client")
          ? Value.of(
              new Aws.Client(true),
              Trace.step(trace, frame.file(), at, "the client below the resource"))
          : Value.of(new Atom.Unknown("metadata of boto3", true), trace);
    } else if (aws instanceof Aws.Bucket bucket && name.equals("name")) {
      return bucket.name();
    } else if (aws instanceof Aws.Method method && name.equals("__name__")) {
      return Value.of(new Aws.MethodName(method), trace);
    } else if (aws instanceof Aws.OtherService && name.equals("exceptions")) {
      return Value.of(new Atom.Unknown("an exception", true), trace);
    }
    return Value.of(new Aws.Method(aws, name, frame.point(at)), trace);
  }
}
