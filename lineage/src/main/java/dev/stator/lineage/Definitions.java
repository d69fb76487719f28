package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions and classes as their definitions are run: decorators applied, bases resolved, class
 * bodies executed. Keeps what was defined in this pass, so that what nobody called can be entered
 * afterwards.
 */
final class Definitions {
  private record TypeKey(Stmt.ClassDef definition, Scope scope) {}

  private final Analysis analysis;
  private final Map<TypeKey, PythonClass> types = new HashMap<>();
  private final Map<PythonClass, Frame> frames = new HashMap<>();
  private final Map<Stmt.Function, Set<Atom.Code.Function>> functions = new LinkedHashMap<>();
  private final Map<Stmt.Function, Value> decorated = new HashMap<>();
  private final Map<Expr.Lambda, Set<Scope>> lambdas = new LinkedHashMap<>();
  private final Map<Stmt.Function, Map<String, Value>> fields = new HashMap<>();
  private boolean fieldsChanged;

  Definitions(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Ends a pass. Says whether another would read other fields of functions or classes. */
  boolean settle() {
    boolean changed = fieldsChanged;
    for (PythonClass type : types.values()) {
      changed |= type.turn();
    }
    return changed;
  }

  void turn() {
    fieldsChanged = false;
    functions.clear();
    decorated.clear();
    lambdas.clear();
    frames.clear();
  }

  Map<Stmt.Function, Set<Atom.Code.Function>> functions() {
    return functions;
  }

  @Nullable Value decorated(Stmt.Function definition) {
    return decorated.get(definition);
  }

  boolean hasField(Stmt.Function definition, String name) {
    return fields.getOrDefault(definition, Map.of()).containsKey(name);
  }

  /** What was ever assigned to {@code function.name}. */
  Value field(Stmt.Function definition, String name) {
    return fields.getOrDefault(definition, Map.of()).getOrDefault(name, Value.NOTHING);
  }

  void writeField(Stmt.Function definition, String name, Value value) {
    Map<String, Value> all = fields.computeIfAbsent(definition, made -> new HashMap<>());
    Value before = all.get(name);
    Value after = before == null ? value : before.join(value);
    all.put(name, after);
    fieldsChanged |= after.tellsMoreThan(before);
  }

  Map<Expr.Lambda, Set<Scope>> lambdas() {
    return lambdas;
  }

  /** The frame in which a class was defined in this pass. */
  @Nullable Frame frameOf(PythonClass type) {
    return frames.get(type);
  }

  void lambda(Expr.Lambda definition, Scope scope) {
    lambdas.computeIfAbsent(definition, made -> new LinkedHashSet<>()).add(scope);
  }

  void function(Frame frame, Stmt.Function definition) {
    PythonClass owner = frame.isClassBody() ? frame.owner() : null;
    Atom.Code.Function function =
        new Atom.Code.Function(definition, frame.scope(), owner, kind(definition));
    functions.computeIfAbsent(definition, made -> new LinkedHashSet<>()).add(function);
    Value value =
        Value.of(function, Trace.start(frame.file(), definition.at(), "def " + definition.name()));
    if (!definition.decorators().isEmpty()) {
      value = decorate(frame, value, definition);
      decorated.put(definition, value);
    }
    frame.put(definition.name(), value);
    if (frame.globals().contains(definition.name())) {
      frame.scope().module().write(definition.name(), value);
    }
  }

  private static Atom.Code.Function.Kind kind(Stmt.Function definition) {
    return definition.name().equals("__init_subclass__")
            || definition.name().equals("__class_getitem__")
        ? Atom.Code.Function.Kind.CLASS
        : Atom.Code.Function.Kind.PLAIN;
  }

  private Value decorate(Frame frame, Value function, Stmt.Function definition) {
    Value value = function;
    for (int i = definition.decorators().size() - 1; i >= 0; i--) {
      Expr written = definition.decorators().get(i);
      if (written instanceof Expr.Attribute attribute
          && (attribute.name().equals("setter") || attribute.name().equals("deleter"))) {
        Value property = frame.find(definition.name());
        return property == null ? value : property;
      }
      if (function.only() instanceof Atom.Code.Function plain) {
        analysis.fixtures().consider(frame, plain, written);
      }
      Value decorator = analysis.expressions().evaluate(frame, written);
      Value before = value;
      Value after = Value.NOTHING;
      for (Value.Alternative alternative : decorator.alternatives()) {
        after = after.join(applied(frame, alternative, before, written.at()));
      }
      value = after.isNothing() ? before : after;
    }
    return value;
  }

  private Value applied(Frame frame, Value.Alternative decorator, Value function, int at) {
    if (decorator.atom() instanceof Atom.External external) {
      Atom.Code.Function.Kind kind =
          switch (external.name().substring(external.name().lastIndexOf('.') + 1)) {
            case "property", "cached_property", "abstractproperty" ->
                Atom.Code.Function.Kind.PROPERTY;
            case "staticmethod" -> Atom.Code.Function.Kind.STATIC;
            case "classmethod" -> Atom.Code.Function.Kind.CLASS;
            default -> null;
          };
      return kind == null
          ? function
          : function.flatMap(
              alternative ->
                  Value.of(
                      alternative.atom() instanceof Atom.Code.Function plain
                          ? plain.as(kind)
                          : alternative.atom(),
                      alternative.trace()));
    }
    if (!(decorator.atom() instanceof Atom.Code) || decorator.atom() instanceof Atom.Code.Keep) {
      return function;
    }
    Value result =
        analysis
            .calls()
            .call(
                frame,
                Value.of(decorator.atom(), decorator.trace()),
                new Arguments(List.of(function), Map.of(), null, null),
                at);
    Value usable = result.filter(atom -> atom instanceof Atom.Code);
    return usable.isNothing() ? function : owned(usable, function);
  }

  /** A wrapper that takes the place of a method is a method of the same class. */
  private static Value owned(Value wrapper, Value function) {
    if (!(function.only() instanceof Atom.Code.Function original) || original.owner() == null) {
      return wrapper;
    }
    return wrapper.flatMap(
        alternative ->
            Value.of(
                alternative.atom() instanceof Atom.Code.Function plain && plain.owner() == null
                    ? new Atom.Code.Function(
                        plain.definition(), plain.scope(), original.owner(), plain.kind())
                    : alternative.atom(),
                alternative.trace()));
  }

  void type(Frame frame, Stmt.ClassDef definition) {
    PythonClass type =
        types.computeIfAbsent(
            new TypeKey(definition, frame.scope()),
            key -> new PythonClass(definition, frame.scope()));
    frames.put(type, frame);
    type.begin();
    for (Expr.Argument base : definition.bases()) {
      Value value = analysis.expressions().evaluate(frame, base.value());
      if (base.form() != Expr.Argument.Form.POSITIONAL) {
        continue;
      }
      for (Value.Alternative alternative : value.alternatives()) {
        if (alternative.atom() instanceof Atom.Code.Type above) {
          type.base(above.type());
        } else if (alternative.atom() instanceof Atom.External external) {
          type.externalBase(external.name());
        } else {
          type.externalBase("unknown");
        }
      }
    }
    for (Expr decorator : definition.decorators()) {
      for (Value.Alternative alternative :
          analysis.expressions().evaluate(frame, decorator).alternatives()) {
        if (alternative.atom() instanceof Atom.External external) {
          type.decorator(external.name());
        }
      }
      if (decorator instanceof Expr.Call call
          && analysis.expressions().evaluate(frame, call.callee()).only()
              instanceof Atom.External external) {
        type.decorator(external.name());
      }
    }
    Frame body = new Frame(frame.scope(), type, type, null, "", false);
    type.attributes(body.variables());
    frame.put(
        definition.name(),
        Value.of(
            new Atom.Code.Type(type),
            Trace.start(frame.file(), definition.at(), "class " + definition.name())));
    analysis.statements().run(body, definition.body());
    type.attributes(body.variables());
    announce(frame, type);
    adorn(frame, type);
  }

  /** {@code __init_subclass__} of what it extends, with the keywords of the definition. */
  private void announce(Frame frame, PythonClass type) {
    Value hook = type.findAbove(type, "__init_subclass__");
    if (hook != null && hook.only() instanceof Atom.Code.Function function) {
      Map<String, Value> keywords = new LinkedHashMap<>();
      for (Expr.Argument given : type.definition().bases()) {
        if (given.keyword() != null && !given.keyword().equals("metaclass")) {
          keywords.put(given.keyword(), analysis.expressions().evaluate(frame, given.value()));
        }
      }
      Atom.Code.Type self = new Atom.Code.Type(type);
      analysis
          .calls()
          .function(
              frame,
              function,
              new Arguments(List.of(Value.of(self)), keywords, null, null),
              self,
              type.definition().at());
    }
  }

  /** Hands a class to the decorators of the project that stand above it. */
  private void adorn(Frame frame, PythonClass type) {
    Stmt.ClassDef definition = type.definition();
    for (int i = definition.decorators().size() - 1; i >= 0; i--) {
      Expr written = definition.decorators().get(i);
      Value value = frame.find(definition.name());
      Value decorator =
          analysis
              .expressions()
              .evaluate(frame, written)
              .filter(atom -> atom instanceof Atom.Code && !(atom instanceof Atom.Code.Keep));
      if (value != null && !decorator.isNothing()) {
        Value made =
            analysis
                .calls()
                .call(
                    frame,
                    decorator,
                    new Arguments(List.of(value), Map.of(), null, null),
                    written.at())
                .filter(Atom.Code.class::isInstance);
        if (!made.isNothing()) {
          frame.put(definition.name(), made);
        }
      }
    }
  }

  /**
   * Fills the fields of a dataclass or settings object from a call, the fields' defaults, or the
   * environment.
   */
  void fillFields(Frame frame, Instance instance, Arguments arguments, boolean outside, int at) {
    PythonClass type = instance.type();
    int next = 0;
    List<String> names = new ArrayList<>(type.fields().keySet());
    for (String name : names) {
      Value given =
          next < arguments.positional().size()
              ? arguments.positional().get(next)
              : arguments.keyword(name);
      next++;
      Value fallback = type.find(name);
      Value value;
      if (given != null) {
        value = given.via(frame.file(), at, "field " + name + " of " + type.name());
      } else if (type.isSettings()) {
        value = setting(type, name, fallback);
      } else if (fallback != null) {
        value = outside ? fallback.asDefault() : fallback;
      } else {
        Frame declaring = frames.getOrDefault(type, frame);
        Expr annotation = type.fields().get(name);
        Value hinted =
            annotation == null ? null : analysis.hints().value(declaring, annotation, at);
        value =
            hinted != null
                ? hinted
                : Value.unknown(
                    "field " + name + " of " + type.name() + ", which no analysed code gives",
                    null);
      }
      instance.write(name, value, true);
    }
  }

  /**
   * A field of a settings class is the environment variable of its name, after the class's prefix.
   */
  static Value setting(PythonClass type, String name, @Nullable Value fallback) {
    Value declared = null;
    Value config = type.find("model_config");
    if (config != null && config.only() instanceof Dict dict) {
      declared = dict.entries().get("env_prefix");
    }
    Value inner = type.find("Config");
    if (inner != null && inner.only() instanceof Atom.Code.Type nested) {
      declared = nested.type().find("env_prefix");
    }
    String known = declared == null ? null : declared.literal();
    String prefix = known == null ? "" : known;
    if (fallback != null
        && fallback.only() instanceof Atom.Text text
        && text.environment() != null) {
      return fallback;
    }
    String literal = fallback == null ? null : fallback.literal();
    Trace trace =
        Trace.start(
            type.scope().file(),
            type.definition().at(),
            "field " + name + " of settings " + type.name());
    return Value.of(
        Atom.Text.environment((prefix + name).toUpperCase(Locale.ROOT), literal), trace);
  }
}
