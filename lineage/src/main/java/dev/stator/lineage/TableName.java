package dev.stator.lineage;

import dev.stator.lineage.LineageReport.NameSource;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a value that should name a table.
 *
 * @param name null where it is not known
 * @param reason why it is not known, null where it is
 * @param got how far it got, with what is missing in braces
 * @param given the function of a template that gives the variable its value, when one does
 */
record TableName(
    @Nullable String name,
    NameSource source,
    @Nullable String variable,
    @Nullable String fallback,
    @Nullable String reason,
    @Nullable String got,
    LineageReport.@Nullable Step given) {

  static TableName unknown(String reason, @Nullable String got) {
    return new TableName(null, NameSource.UNKNOWN, null, null, reason, got, null);
  }
}
