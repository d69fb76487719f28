package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code a.b}, {@code a[b]} and iteration give. */
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
      return Value.of(new Atom.External(external.name() + "." + name), trace);
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
    } else if (atom instanceof Atom.Text || atom instanceof Dict || atom instanceof Sequence) {
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
    if (field != null) {
      return inherited == null ? field : field.join(inherited);
    }
    if (inherited != null) {
      return inherited;
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
    } else if (aws instanceof Aws.OtherService && name.equals("exceptions")) {
      return Value.of(new Atom.Unknown("an exception", true), trace);
    }
    return Value.of(new Aws.Method(aws, name, frame.point(at)), trace);
  }

  /** {@code container[key]}. */
  Value entry(Frame frame, Value container, Value key, int at) {
    return container.flatMap(
        alternative -> {
          Atom atom = alternative.atom();
          if (atom instanceof Dict dict) {
            return entry(dict, key, alternative.trace());
          }
          if (atom instanceof Atom.External external && external.name().equals("os.environ")) {
            return analysis.library().environment(key, null, frame.file(), at);
          }
          if (atom instanceof Sequence sequence) {
            return element(sequence, key);
          }
          String member = key.literal();
          if (atom instanceof Atom.Code.Type type
              && type.type().isEnumeration()
              && member != null) {
            return get(frame, alternative, member, at);
          }
          if (atom instanceof Atom.Code.Made object
              && object.instance().type().find("__getitem__") != null) {
            Value method = get(frame, alternative, "__getitem__", at);
            return analysis
                .calls()
                .call(frame, method, new Arguments(List.of(key), Map.of(), null, null), at);
          }
          if (atom instanceof Atom.Unknown) {
            return Value.of(
                atom, Trace.step(alternative.trace(), frame.file(), at, "an entry of it"));
          }
          if (atom instanceof Atom.External external) {
            return Value.unknown(
                "an entry of " + external.name() + ", which is outside the analysed code",
                alternative.trace());
          }
          return Value.unknown("an entry of something that is not followed", alternative.trace());
        });
  }

  private static Value entry(Dict dict, Value key, @Nullable Trace trace) {
    Value found = Value.NOTHING;
    boolean all = true;
    for (Value.Alternative alternative : key.alternatives()) {
      Value value = dict.get(alternative.atom());
      if (value != null) {
        found = found.join(value);
      } else {
        all = false;
      }
    }
    if (all && !found.isNothing()) {
      return found;
    }
    boolean exactKey = key.literal() != null;
    if (exactKey) {
      return dict.rest() != null
          ? dict.rest()
          : Value.unknown(
              "no entry "
                  + Expressions.quote(String.valueOf(key.literal()))
                  + " was seen in the dictionary",
              trace);
    }
    if (dict.rest() != null) {
      found = found.join(dict.rest());
    } else if (isTableOfAlikes(dict)) {
      found = found.join(Value.join(new ArrayList<>(dict.entries().values())));
    }
    return found.isNothing()
        ? Value.unknown("an entry of a dictionary by a key that is not known", trace)
        : found;
  }

  /**
   * Whether any entry may stand for any other, so that a key that is not known gives one of them:
   * few, all known, and all texts or all of one kind. Settings of every kind in one dictionary are
   * no such thing.
   */
  private static boolean isTableOfAlikes(Dict dict) {
    Class<?> kind = null;
    for (Value value : dict.entries().values()) {
      for (Value.Alternative alternative : value.alternatives()) {
        if (kind != null && kind != alternative.atom().getClass()) {
          return false;
        }
        kind = alternative.atom().getClass();
      }
    }
    return dict.entries().size() <= 8;
  }

  private static Value element(Sequence sequence, Value key) {
    if (key.only() instanceof Atom.Plain plain
        && plain.kind() == Expr.Constant.Kind.NUMBER
        && sequence.rest() == null) {
      try {
        int index = Integer.parseInt(plain.text());
        if (index < sequence.elements().size()) {
          return sequence.elements().get(index);
        }
      } catch (NumberFormatException notAnIndex) {
        return sequence.anyElement();
      }
    }
    Value any = sequence.anyElement();
    return any.isNothing() ? Value.unknown("an element of a list that is not known", null) : any;
  }

  Value slice(
      Frame frame,
      Value container,
      @Nullable Value from,
      @Nullable Value to,
      boolean stepped,
      int at) {
    return container.flatMap(
        alternative -> {
          if (alternative.atom() instanceof Sequence sequence) {
            return Value.of(new Sequence(List.of(), sequence.anyElement()), alternative.trace());
          }
          if (alternative.atom() instanceof Atom.Text text) {
            return Value.of(
                new Atom.Text(
                    List.of(
                        new Atom.Text.Part.Gap("a part of " + Expressions.quote(text.pattern()))),
                    text.defaulted()),
                Trace.step(alternative.trace(), frame.file(), at, "a part of it"));
          }
          return alternative.atom() instanceof Atom.Unknown
              ? Value.of(alternative.atom(), alternative.trace())
              : Value.unknown("a part of something that is not followed", alternative.trace());
        });
  }

  /** What iterating over a value gives. */
  Value elements(Frame frame, Value value, int at) {
    return value.flatMap(
        alternative -> {
          Atom atom = alternative.atom();
          Trace trace = alternative.trace();
          if (atom instanceof Sequence sequence) {
            return sequence.anyElement();
          } else if (atom instanceof Dict dict) {
            Value keys =
                dict.rest() == null
                    ? Value.NOTHING
                    : Value.unknown("a key of a dictionary that is not known", trace);
            for (Value.Alternative key : dict.keys().values()) {
              keys = keys.join(Value.of(key.atom(), key.trace()));
            }
            return keys;
          } else if (atom instanceof Atom.Code.Generator generator) {
            return generator.yields();
          } else if (atom instanceof Aws.Tables) {
            return Value.of(
                new Aws.Table(
                    new Atom.Unknown("each table of the account (tables.all())", false),
                    trace,
                    true),
                Trace.step(trace, frame.file(), at, "one of all tables"));
          } else if (atom instanceof Atom.Code.Type type && type.type().isEnumeration()) {
            Value members = Value.NOTHING;
            for (Map.Entry<String, Value> entry : type.type().attributes().entrySet()) {
              members =
                  entry.getValue().any(Atom.Text.class::isInstance)
                      ? members.join(entry.getValue())
                      : members;
            }
            return members;
          } else if (atom instanceof Atom.Code.Made object) {
            for (String method : List.of("__iter__", "__aiter__")) {
              if (object.instance().type().find(method) != null) {
                Value iterator =
                    analysis
                        .calls()
                        .call(frame, get(frame, alternative, method, at), Arguments.NONE, at);
                return iterator.any(Atom.Code.Made.class::isInstance)
                    ? Value.unknown("an element of an iterator", trace)
                    : elements(frame, iterator, at);
              }
            }
            return Value.unknown("an element of " + object.instance(), trace);
          } else if (atom instanceof Atom.Unknown) {
            return Value.of(atom, Trace.step(trace, frame.file(), at, "an element of it"));
          } else if (atom instanceof Atom.External external) {
            return Value.unknown(
                "an element of " + external.name() + ", which is outside the analysed code", trace);
          }
          return Value.unknown("an element of something that is not followed", trace);
        });
  }
}
