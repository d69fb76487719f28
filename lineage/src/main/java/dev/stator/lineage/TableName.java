package dev.stator.lineage;

import dev.stator.lineage.LineageReport.NameSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a value that should name a table.
 *
 * @param name null where it is not known
 * @param reason why it is not known, null where it is
 * @param got how far it got, with what is missing in braces
 * @param object the id of the table that it names among a report's objects, null where no one table
 *     is named
 * @param given the function of a template that gives the variable its value, when one does
 * @param functions the functions in which it is this name; empty for all
 */
record TableName(
    @Nullable String name,
    NameSource source,
    @Nullable String variable,
    @Nullable String fallback,
    @Nullable String reason,
    @Nullable String got,
    @Nullable String object,
    LineageReport.@Nullable Step given,
    Set<Infrastructure.Function> functions) {

  static TableName unknown(String reason, @Nullable String got) {
    return new TableName(null, NameSource.UNKNOWN, null, null, reason, got, null, null, Set.of());
  }

  static TableName literal(String name, NameSource source) {
    return new TableName(name, source, null, null, null, null, "table:" + name, null, Set.of());
  }

  TableName givenBy(LineageReport.@Nullable Step step, Set<Infrastructure.Function> in) {
    return new TableName(name, source, variable, fallback, reason, got, object, step, in);
  }
}
