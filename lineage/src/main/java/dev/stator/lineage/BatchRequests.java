package dev.stator.lineage;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests of several parts, each of which names its own table: batches and transactions. */
final class BatchRequests {
  private static final Map<String, String> WRITES =
      Map.of(
          "Put",
          "PutItem",
          "Update",
          "UpdateItem",
          "Delete",
          "DeleteItem",
          "ConditionCheck",
          "ConditionCheckItem");
  static final List<String> ALL_WRITES =
      List.of(
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem");

  private final boolean byContent;

  BatchRequests(boolean byContent) {
    this.byContent = byContent;
  }

  /** What an argument has under a key. */
  static Value inside(Value container, String key) {
    return container.flatMap(
        alternative -> {
          if (alternative.atom() instanceof Dict dict) {
            Value entry = dict.entries().get(key);
            Value rest = dict.rest();
            return entry != null
                ? entry
                : rest != null
                    ? Merged.certain(rest)
                    : Value.unknown(key + " is not given", alternative.trace());
          }
          return alternative.atom() instanceof Atom.Unknown
              ? Value.of(alternative.atom(), alternative.trace())
              : Value.unknown(key + " is in something that is not followed", alternative.trace());
        });
  }

  /** Whether a request is one list, and each of its elements as wanted. */
  static boolean each(Value list, Predicate<Value> wanted) {
    return list.only() instanceof Sequence sequence
        && sequence.rest() == null
        && sequence.elements().stream().allMatch(wanted);
  }

  /** Whether a value names one table in all that it may be. */
  static boolean isOneName(@Nullable Value value) {
    return value != null && NameValues.of(value).alternatives().size() == 1;
  }

  void requestItems(RequestedCall call, Value items) {
    requestedTables(call, items);
    call.together(
        items.only() instanceof Dict dict
            && !dict.isBlend()
            && dict.keys().values().stream()
                .allMatch(key -> isOneName(Value.of(key.atom(), key.trace()))));
  }

  private void requestedTables(RequestedCall call, Value items) {
    for (Value.Alternative alternative : items.alternatives()) {
      if (!(alternative.atom() instanceof Dict dict)) {
        call.tables(
            Value.of(
                alternative.atom() instanceof Atom.Unknown
                    ? alternative.atom()
                    : new Atom.Unknown("RequestItems is not a dictionary that is followed", false),
                alternative.trace()));
        continue;
      }
      for (Map.Entry<String, Value.Alternative> key : dict.keys().entrySet()) {
        Value requests = dict.entries().getOrDefault(key.getKey(), Value.NOTHING);
        Value.Alternative named =
            key.getValue().trace() == null
                ? new Value.Alternative(key.getValue().atom(), alternative.trace())
                : key.getValue();
        for (Value.Alternative name :
            NameValues.of(Value.of(named.atom(), named.trace())).alternatives()) {
          call.use(name, false, batchLinks(call.operation(), requests), call.operation().actions());
        }
      }
      if (dict.rest() != null || dict.keys().isEmpty()) {
        call.tables(
            Value.unknown("RequestItems has entries that are not known", alternative.trace()));
      }
    }
  }

  private Set<LinkType> batchLinks(Operation operation, Value requests) {
    if (!byContent || !operation.method().equals("batch_write_item")) {
      return operation.links();
    }
    Set<LinkType> links = EnumSet.noneOf(LinkType.class);
    boolean closed = true;
    for (Value.Alternative list : requests.alternatives()) {
      Value elements =
          list.atom() instanceof Sequence sequence ? sequence.anyElement() : Value.NOTHING;
      closed &= !elements.isNothing();
      for (Value.Alternative element : elements.alternatives()) {
        boolean put =
            element.atom() instanceof Dict dict && dict.entries().containsKey("PutRequest");
        boolean delete =
            element.atom() instanceof Dict dict && dict.entries().containsKey("DeleteRequest");
        if (put) {
          links.add(LinkType.useInsertLink);
        }
        if (delete) {
          links.add(LinkType.useDeleteLink);
        }
        closed &= put || delete;
      }
    }
    return closed && !links.isEmpty() ? links : operation.links();
  }

  void transactItems(RequestedCall call, Value items) {
    boolean reads = call.operation().method().equals("transact_get_items");
    for (Value.Alternative list : items.alternatives()) {
      Value elements =
          list.atom() instanceof Sequence sequence
              ? sequence.anyElement()
              : Value.of(list.atom(), list.trace());
      if (elements.isNothing()) {
        elements = Value.unknown("TransactItems is an empty list", list.trace());
      }
      for (Value.Alternative element : elements.alternatives()) {
        transactItem(call, element, reads);
      }
    }
    call.together(each(items, BatchRequests::isOneItem));
  }

  private static boolean isOneItem(Value element) {
    return element.only() instanceof Dict dict
        && !dict.isBlend()
        && dict.entries().values().stream()
            .allMatch(action -> isOneName(inside(action, "TableName")));
  }

  private void transactItem(RequestedCall call, Value.Alternative element, boolean reads) {
    boolean known = false;
    if (element.atom() instanceof Dict dict) {
      for (Map.Entry<String, Value> entry : dict.entries().entrySet()) {
        String action =
            reads ? (entry.getKey().equals("Get") ? "GetItem" : null) : WRITES.get(entry.getKey());
        if (action != null) {
          known = true;
          Set<LinkType> links =
              byContent && !reads ? transactLinks(entry.getKey()) : call.operation().links();
          for (Value.Alternative name :
              NameValues.of(inside(entry.getValue(), "TableName")).alternatives()) {
            call.use(name, false, links, List.of("dynamodb:" + action));
          }
        }
      }
    }
    if (!known) {
      Atom reason =
          element.atom() instanceof Atom.Unknown
              ? element.atom()
              : new Atom.Unknown("TransactItems has entries that are not known", false);
      call.use(
          new Value.Alternative(reason, element.trace()),
          false,
          call.operation().links(),
          reads ? call.operation().actions() : ALL_WRITES);
    }
  }

  private static Set<LinkType> transactLinks(String kind) {
    return switch (kind) {
      case "Put" -> EnumSet.of(LinkType.useInsertLink);
      case "Update" -> EnumSet.of(LinkType.useUpdateLink);
      case "Delete" -> EnumSet.of(LinkType.useDeleteLink);
      default -> EnumSet.of(LinkType.useSelectLink);
    };
  }
}
