package dev.stator.lineage;

import dev.stator.lineage.LineageReport.NameSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges values as names of tables: literals as they are, variables by what the infrastructure
 * gives them, the rest by how far they got.
 */
final class TableNames {
  private final Infrastructure infrastructure;

  TableNames(Infrastructure infrastructure) {
    this.infrastructure = infrastructure;
  }

  List<TableName> of(Atom atom, SourceFile file) {
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
              : new TableName(
                  literal,
                  text.defaulted() ? NameSource.PARAMETER_DEFAULT : NameSource.LITERAL,
                  null,
                  null,
                  null,
                  null,
                  null));
    }
    List<TableName> given = fromInfrastructure(text, file);
    if (!given.isEmpty()) {
      return given;
    }
    Atom.Text.Part.Environment alone = text.environment();
    return List.of(
        alone != null
            ? new TableName(
                "env:" + alone.variable(),
                NameSource.ENVIRONMENT,
                alone.variable(),
                alone.fallback(),
                null,
                null,
                null)
            : partly(text));
  }

  /**
   * A name of which some is known: no name, but how far it got, and the variable when there is just
   * one.
   */
  private static TableName partly(Atom.Text text) {
    Set<String> variables = variables(text);
    StringBuilder fallback = new StringBuilder();
    boolean allDefault = true;
    for (Atom.Text.Part part : text.parts()) {
      if (part instanceof Atom.Text.Part.Gap gap) {
        return TableName.unknown(gap.reason(), text.pattern());
      } else if (part instanceof Atom.Text.Part.Literal literal) {
        fallback.append(literal.text());
      } else if (part instanceof Atom.Text.Part.Environment environment) {
        allDefault &= environment.fallback() != null;
        fallback.append(environment.fallback());
      }
    }
    return new TableName(
        null,
        NameSource.ENVIRONMENT,
        variables.size() == 1 ? variables.iterator().next() : null,
        allDefault ? fallback.toString() : null,
        "a part of the name is in the environment: " + String.join(", ", variables),
        text.pattern(),
        null);
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

  /**
   * The names that the functions' environments make of a text whose every other part is literal;
   * empty when some variable has no value.
   */
  private List<TableName> fromInfrastructure(Atom.Text text, SourceFile file) {
    List<Made> made = List.of(new Made("", "", true, null));
    for (Atom.Text.Part part : text.parts()) {
      List<Made> next = new ArrayList<>();
      for (Made before : made) {
        if (part instanceof Atom.Text.Part.Literal literal) {
          next.add(before.plus(literal.text(), literal.text(), null));
        } else if (part instanceof Atom.Text.Part.Environment environment) {
          for (Infrastructure.Given given : infrastructure.values(file, environment.variable())) {
            next.add(before.plus(given.value(), environment.fallback(), given));
          }
        }
      }
      made = next.size() > Value.WIDEST ? List.of() : next;
    }
    Set<String> variables = variables(text);
    String variable = variables.size() == 1 ? variables.iterator().next() : null;
    List<TableName> names = new ArrayList<>();
    for (Made name : made) {
      Infrastructure.Given given = name.given();
      LineageReport.Step step =
          given == null
              ? null
              : new LineageReport.Step(
                  given.template(),
                  1,
                  "environment of function " + given.function() + ": " + given.value());
      names.add(
          new TableName(
              Requests.tableOf(name.text()),
              NameSource.INFRASTRUCTURE,
              variable,
              name.hasFallback() ? name.fallback() : null,
              null,
              null,
              step));
    }
    return names;
  }

  private record Made(
      String text, String fallback, boolean hasFallback, Infrastructure.@Nullable Given given) {
    Made plus(String more, @Nullable String moreFallback, Infrastructure.@Nullable Given from) {
      return new Made(
          text + more,
          fallback + moreFallback,
          hasFallback && moreFallback != null,
          from == null ? given : from);
    }
  }
}
