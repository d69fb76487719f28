package dev.stator.client;

import dev.stator.client.RateGovernor.Resource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the rates a request was too much for. Where the service names the table or index, and
 * whether it was by reads or writes, it is that rate, whatever else the request takes of; if it has
 * none, nothing that is limited was the trouble. But what is written to an index is written through
 * its table: where the index has no rate of its own, the table's is the one. Where the service
 * names nothing, it may be all that the request waited for.
 */
final class Throttled {
  private Throttled() {}

  /**
   * What the reasons name.
   *
   * @param taken what the request waited for
   * @param limited all that has a rate
   */
  static Set<Resource> of(
      List<ThrottlingReason> reasons, Set<Resource> taken, Set<Resource> limited) {
    Set<Resource> named = new HashSet<>();
    boolean understood = false;
    for (ThrottlingReason reason : reasons) {
      String table = reason.table();
      Boolean writes = reason.writes();
      if (table != null && writes != null) {
        understood = true;
        Resource resource = Resource.of(table, reason.index(), writes);
        named.add(
            writes && !limited.contains(resource) ? Resource.of(table, null, true) : resource);
      }
    }
    named.retainAll(limited);
    return understood ? named : taken;
  }

  /** What was waited for of the tables whose actions are why a transaction was cancelled. */
  static Set<Resource> of(List<CancellationReason> causes, Set<Resource> taken) {
    Set<String> tables = new HashSet<>();
    for (CancellationReason cause : causes) {
      if (cause.isThrottled()) {
        String table = cause.action() == null ? null : cause.action().tableName();
        tables.add(table == null ? "" : table);
      }
    }
    return ofTables(tables, taken);
  }

  /** What was waited for of some tables; of all, if there is one without a name among them. */
  static Set<Resource> ofTables(Collection<String> tables, Set<Resource> taken) {
    if (tables.isEmpty()) {
      return Set.of();
    }
    if (tables.contains("")) {
      return taken;
    }
    Set<Resource> theirs = new HashSet<>();
    for (String table : tables) {
      String name = Resource.of(table, null, false).table();
      taken.stream().filter(resource -> resource.table().equals(name)).forEach(theirs::add);
    }
    return theirs;
  }
}
