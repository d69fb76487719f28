package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives the parameters of a function their values: from a call, from their defaults, or from their
 * hints. Without a caller's file nobody was seen to call, and what is not given is not known.
 */
final class Binding {
  private static final Pattern PROVIDED =
      Pattern.compile("Annotated\\[.*\\b([\\w.]*Depends)\\(\\s*([\\w.]+)\\s*\\)");

  private final Analysis analysis;

  Binding(Analysis analysis) {
    this.analysis = analysis;
  }

  Map<String, Value> bind(
      Atom.Code.Function function,
      Arguments arguments,
      @Nullable SourceFile callerFile,
      int at,
      String passed) {
    Stmt.Function definition = function.definition();
    Frame own =
        function.owner() == null
            ? Frame.within(function.scope())
            : Frame.within(function.scope(), function.owner());
    return bind(
        own,
        definition,
        definition.parameters(),
        definition.qualifiedName(),
        arguments,
        callerFile,
        at,
        passed);
  }

  Map<String, Value> bind(
      Frame own,
      Stmt.@Nullable Function definition,
      Expr.Parameters written,
      String name,
      Arguments arguments,
      @Nullable SourceFile callerFile,
      int at,
      String passed) {
    Map<String, Value> bound = new LinkedHashMap<>();
    Map<String, Value> left = new LinkedHashMap<>(arguments.keywords());
    int next = 0;
    for (Expr.Parameters.Parameter parameter : written.all()) {
      Value value = null;
      switch (parameter.role()) {
        case PLAIN -> {
          if (next < arguments.positional().size()) {
            value = arguments.positional().get(next++);
          } else if (left.containsKey(parameter.name())) {
            value = left.remove(parameter.name());
          } else if (arguments.more() != null || arguments.moreKeywords() != null) {
            value = arguments.more() != null ? arguments.more() : arguments.moreKeywords();
            value = value == null ? null : Merged.certain(value);
            value =
                parameter.value() == null || value == null
                    ? value
                    : value.join(fallback(own, parameter, false));
          }
          if (value != null && value.mayBeAbsent()) {
            value = value.present().join(fallback(own, parameter, false));
          }
        }
        case KEYWORD_ONLY -> {
          if (left.containsKey(parameter.name())) {
            value = left.remove(parameter.name());
          } else {
            Value more = arguments.moreKeywords();
            value = more == null ? null : Merged.certain(more);
          }
          if (value != null && value.mayBeAbsent()) {
            value = value.present().join(fallback(own, parameter, false));
          }
        }
        case REST -> {
          List<Value> rest =
              new ArrayList<>(
                  arguments
                      .positional()
                      .subList(
                          Math.min(next, arguments.positional().size()),
                          arguments.positional().size()));
          next = arguments.positional().size();
          Value more =
              callerFile == null
                  ? Value.unknown("arguments of " + name + ", which no analysed code calls", null)
                  : arguments.more();
          bound.put(parameter.name(), Value.of(new Sequence(List.copyOf(rest), more)));
          continue;
        }
        case REST_KEYWORDS -> {
          Value more =
              callerFile == null
                  ? Value.unknown("arguments of " + name + ", which no analysed code calls", null)
                  : arguments.moreKeywords();
          bound.put(parameter.name(), rest(left, arguments.ways(), more));
          continue;
        }
      }
      if (value != null && !value.isNothing()) {
        value =
            callerFile == null
                ? value
                : value.via(callerFile, at, passed + " as " + parameter.name());
        value =
            parameter.annotation() == null
                ? value
                : analysis.hints().refine(own, value, parameter.annotation(), parameter.at());
      } else {
        value = absent(own, definition, parameter, name, callerFile == null);
      }
      bound.put(parameter.name(), value);
    }
    return bound;
  }

  /** The dictionary of the keywords that no parameter takes, one for each way of the call. */
  private static Value rest(
      Map<String, Value> left, List<Map<String, Value>> ways, @Nullable Value more) {
    Value rest = Value.NOTHING;
    for (Map<String, Value> way : ways.isEmpty() ? List.of(left) : ways) {
      Dict.Builder dict = Dict.builder();
      for (Map.Entry<String, Value> keyword : way.entrySet()) {
        if (left.containsKey(keyword.getKey())) {
          dict.put(keyword.getKey(), keyword.getValue());
        }
      }
      rest = rest.join(Value.of(dict.open(more).build()));
    }
    return rest;
  }

  private Value absent(
      Frame own,
      Stmt.@Nullable Function definition,
      Expr.Parameters.Parameter parameter,
      String name,
      boolean entered) {
    Value fixture =
        parameter.value() == null
            ? analysis.fixtures().of(own, definition, parameter.name())
            : null;
    if (fixture != null) {
      return fixture;
    }
    Value option = analysis.commandLines().ofDecorator(own, definition, parameter.name());
    if (option != null) {
      return option;
    }
    Value provided = provided(own, parameter.annotation());
    if (provided != null) {
      return provided;
    }
    Value hinted =
        parameter.annotation() == null
            ? null
            : analysis.hints().value(own, parameter.annotation(), parameter.at());
    if (parameter.value() != null) {
      Value fallback = fallback(own, parameter, entered);
      boolean none = fallback.only() instanceof Atom.Plain plain && plain.isNone();
      return none && entered
          ? fallback.join(hinted != null ? hinted : unknownParameter(own, parameter, name))
          : parameter.annotation() == null
              ? fallback
              : analysis.hints().refine(own, fallback, parameter.annotation(), parameter.at());
    }
    return hinted != null ? hinted : unknownParameter(own, parameter, name);
  }

  /**
   * What {@code Annotated[type, Depends(provider)]}, or a name for it, says a framework gives; null
   * for any other.
   */
  private @Nullable Value provided(Frame own, @Nullable Expr annotation) {
    if (annotation instanceof Expr.Name alias) {
      Value named = own.find(alias.id());
      return named != null
              && !named.isNothing()
              && named.alternatives().stream()
                  .allMatch(
                      one -> one.atom() instanceof Aws || one.atom() instanceof Atom.Code.Made)
          ? named
          : null;
    }
    Matcher written = PROVIDED.matcher(annotation instanceof Expr.Text text ? text.value() : "");
    if (!written.find() || annotation == null) {
      return null;
    }
    Expr depends = dotted(written.group(1), annotation.at());
    return analysis.expressions().evaluate(own, depends).only() instanceof Atom.External external
            && external.name().startsWith("fastapi.")
        ? analysis
            .expressions()
            .evaluate(
                own,
                new Expr.Call(
                    depends,
                    List.of(
                        new Expr.Argument(
                            Expr.Argument.Form.POSITIONAL,
                            null,
                            dotted(written.group(2), annotation.at()))),
                    annotation.at()))
        : null;
  }

  private static Expr dotted(String path, int at) {
    String[] names = path.split("\\.", -1);
    Expr expr = new Expr.Name(names[0], at);
    for (int i = 1; i < names.length; i++) {
      expr = new Expr.Attribute(expr, names[i], at, at);
    }
    return expr;
  }

  private static Value unknownParameter(
      Frame own, Expr.Parameters.Parameter parameter, String name) {
    return Value.unknown(
        "parameter " + parameter.name() + " of " + name + ", which no analysed code gives",
        Trace.start(own.file(), parameter.at(), "parameter " + parameter.name()));
  }

  /**
   * The default of a parameter; a text is marked as such, and where nobody was seen to call also
   * what would decide a branch.
   */
  private Value fallback(Frame own, Expr.Parameters.Parameter parameter, boolean entered) {
    if (parameter.value() == null) {
      return Value.NOTHING;
    }
    Value value =
        analysis
            .expressions()
            .evaluate(own, parameter.value())
            .via(own.file(), parameter.at(), "default of parameter " + parameter.name());
    return value.flatMap(
        alternative ->
            Value.of(
                entered || alternative.atom() instanceof Atom.Text
                    ? alternative.atom().asDefault()
                    : alternative.atom(),
                alternative.trace()));
  }
}
