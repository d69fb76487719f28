package dev.stator.lineage;

import dev.stator.lineage.LineageReport.NameSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges values as names of tables: literals as they are, variables by what the functions that run
 * the code are given, the rest by how far they got.
 */
final class TableNames {
  private final Deployments deployments;

  TableNames(Deployments deployments) {
    this.deployments = deployments;
  }

  List<TableName> of(Atom atom, Calls.Place place) {
    if (!(atom instanceof Atom.Text text)) {
      return List.of(
          TableName.unknown(
              atom instanceof Atom.Unknown unknown ? unknown.reason() : "not a text", null));
    }
    String literal = text.literal();
    if (literal != null) {
      return List.of(
          literal.isEmpty()
              ? TableName.unknown("the name is empty", "")
              : TableName.literal(
                  literal, text.defaulted() ? NameSource.PARAMETER_DEFAULT : NameSource.LITERAL));
    }
    List<TableName> given = fromInfrastructure(text, place);
    return given.isEmpty() ? List.of(alone(text)) : given;
  }

  /** What is known without any infrastructure. */
  private static TableName alone(Atom.Text text) {
    Atom.Text.Part.Environment alone = text.environment();
    return alone != null
        ? new TableName(
            "env:" + alone.variable(),
            NameSource.ENVIRONMENT,
            alone.variable(),
            alone.fallback(),
            null,
            null,
            "table:env:" + alone.variable(),
            null,
            Set.of())
        : partly(text);
  }

  /**
   * A name of which some is known: no name, but how far it got, and the variable when there is just
   * one.
   */
  private static TableName partly(Atom.Text text) {
    Set<String> variables = variables(text);
    for (Atom.Text.Part part : text.parts()) {
      if (part instanceof Atom.Text.Part.Gap gap) {
        return TableName.unknown(gap.reason(), text.pattern());
      }
    }
    return new TableName(
        null,
        NameSource.ENVIRONMENT,
        variables.size() == 1 ? variables.iterator().next() : null,
        fallback(text),
        "a part of the name is in the environment: " + String.join(", ", variables),
        text.pattern(),
        null,
        null,
        Set.of());
  }

  /** The text where no variable is set; null when some variable has no default. */
  private static @Nullable String fallback(Atom.Text text) {
    StringBuilder fallback = new StringBuilder();
    for (Atom.Text.Part part : text.parts()) {
      if (part instanceof Atom.Text.Part.Literal literal) {
        fallback.append(literal.text());
      } else if (part instanceof Atom.Text.Part.Environment environment
          && environment.fallback() != null) {
        fallback.append(environment.fallback());
      } else {
        return null;
      }
    }
    return fallback.toString();
  }

  private static Set<String> variables(Atom.Text text) {
    Set<String> variables = new LinkedHashSet<>();
    for (Atom.Text.Part part : text.parts()) {
      if (part instanceof Atom.Text.Part.Environment environment) {
        variables.add(environment.variable());
      }
    }
    return variables;
  }

  /** What a text is in some functions, and where one of them is given the variable. */
  private record Made(
      PartialText text, Infrastructure.Variable variable, Set<Infrastructure.Function> functions) {}

  /**
   * The names that the functions' environments make of a text whose every other part is literal;
   * empty when no function has all its variables.
   */
  private List<TableName> fromInfrastructure(Atom.Text text, Calls.Place place) {
    List<Infrastructure.Function> running = deployments.running(place);
    boolean known = !running.isEmpty();
    Map<PartialText, Made> values = new LinkedHashMap<>();
    for (Infrastructure.Function function :
        known ? running : deployments.infrastructure().functions()) {
      Made made = made(text, function);
      if (made != null) {
        values.computeIfAbsent(made.text(), first -> made).functions().add(function);
      }
    }
    if (!known && values.size() > 1) {
      return List.of();
    }
    List<TableName> names = new ArrayList<>();
    for (Made made : values.values()) {
      names.add(named(text, made, known));
    }
    return names;
  }

  private static @Nullable Made made(Atom.Text text, Infrastructure.Function function) {
    PartialText made = PartialText.of("");
    Infrastructure.Variable last = null;
    for (Atom.Text.Part part : text.parts()) {
      if (part instanceof Atom.Text.Part.Literal literal) {
        made = made.plus(literal.text());
      } else if (part instanceof Atom.Text.Part.Environment environment) {
        last = function.environment().get(environment.variable());
        if (last == null) {
          return null;
        }
        made = made.plus(last.value());
      } else {
        return null;
      }
    }
    return last == null ? null : new Made(made, last, new LinkedHashSet<>());
  }

  /**
   * The table that a value names: one declared under that very name, or any by a name that is known
   * in full. Any other value stays the variable that it comes from.
   */
  private TableName named(Atom.Text text, Made made, boolean known) {
    Infrastructure.Function first = made.functions().iterator().next();
    LineageReport.Step step =
        new LineageReport.Step(
            first.file(),
            made.variable().line(),
            "environment of function " + first.name() + ": " + made.text().shown());
    Set<Infrastructure.Function> functions = known ? Set.copyOf(made.functions()) : Set.of();
    PartialText name = made.text().table();
    Infrastructure.Table declared = deployments.infrastructure().table(name);
    String literal = name.literal();
    if (declared == null && (literal == null || literal.isEmpty())) {
      return alone(text).givenBy(step, functions);
    }
    Set<String> variables = variables(text);
    return new TableName(
        declared != null ? declared.shown() : literal,
        NameSource.INFRASTRUCTURE,
        variables.size() == 1 ? variables.iterator().next() : null,
        fallback(text),
        null,
        null,
        declared != null ? declared.object() : "table:" + literal,
        step,
        functions);
  }
}
