package dev.stator.lineage;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a call of a method of DynamoDB to the tables that it names and the links that it is. */
final class Requests {
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
  private static final List<String> ALL_WRITES =
      List.of(
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem");

  private final Sites sites;
  private final boolean byContent;

  Requests(Sites sites, LineageOptions options) {
    this.sites = sites;
    this.byContent = options.links() == LineageOptions.Links.CONTENT;
  }

  void record(Aws.Method method, Arguments arguments, @Nullable Trace trace) {
    Aws receiver = method.receiver();
    Sites.Ground ground = receiver.certain() ? Sites.Ground.MADE : Sites.Ground.HINTED;
    if (receiver instanceof Aws.Table table) {
      onTable(
          Operation.of(Operation.TABLE, method.name()), method, table, ground, arguments, trace);
    } else if (receiver instanceof Aws.BatchWriter writer) {
      onTable(
          Operation.of(Operation.BATCH_WRITER, method.name()),
          method,
          writer.table(),
          ground,
          arguments,
          trace);
    } else if (receiver instanceof Aws.Paginator paginator && method.name().equals("paginate")) {
      String operation =
          paginator.operation().isEmpty()
              ? ""
              : paginator.operation().substring(0, 1).toUpperCase(Locale.ROOT)
                  + paginator.operation().substring(1);
      named(
          Operation.of(Operation.PAGINATOR, operation + ".paginate"),
          method.point(),
          ground,
          arguments,
          trace);
      if (paginator.taken() != null && paginator.taken().receiver() instanceof Aws.Client) {
        record(paginator.taken(), arguments, trace);
      }
    } else if (receiver instanceof Aws.Client) {
      named(
          Operation.of(Operation.CLIENT, method.name()), method.point(), ground, arguments, trace);
    } else if (receiver instanceof Aws.Resource) {
      named(
          Operation.of(Operation.RESOURCE, method.name()),
          method.point(),
          ground,
          arguments,
          trace);
    }
  }

  private void onTable(
      @Nullable Operation operation,
      Aws.Method method,
      Aws.Table table,
      Sites.Ground ground,
      Arguments arguments,
      @Nullable Trace trace) {
    if (operation != null) {
      Value.Alternative name =
          new Value.Alternative(table.name(), trace != null ? trace : table.nameTrace());
      sites.use(
          method.point(),
          operation,
          ground,
          name,
          false,
          operation.links(),
          operation.actions(),
          Request.of(arguments));
    }
  }

  /** Records a call that names its tables among its arguments. */
  void named(
      @Nullable Operation operation,
      CallPoint point,
      Sites.Ground ground,
      Arguments arguments,
      @Nullable Trace trace) {
    if (operation == null) {
      return;
    }
    Call call = new Call(operation, point, ground, Request.of(arguments));
    switch (operation.names()) {
      case RECEIVER -> {}
      case TABLE_NAME -> call.tables(given(arguments, "TableName", trace));
      case REQUEST_ITEMS -> requestItems(call, given(arguments, "RequestItems", trace));
      case TRANSACT_ITEMS -> transactItems(call, given(arguments, "TransactItems", trace));
      case STATEMENT -> statements(call, given(arguments, "Statement", trace));
      case STATEMENTS -> statementList(call, given(arguments, "Statements", trace));
      case TRANSACT_STATEMENTS ->
          statementList(call, given(arguments, "TransactStatements", trace));
      case EXPORT -> {
        call.tables(given(arguments, "TableArn", trace));
        call.buckets(given(arguments, "S3Bucket", trace), LinkType.useInsertLink);
      }
      case IMPORT -> {
        Value table = inside(given(arguments, "TableCreationParameters", trace), "TableName");
        NameValues.of(table).alternatives().forEach(name -> sites.create(point, name));
        call.tables(table);
        call.buckets(
            inside(given(arguments, "S3BucketSource", trace), "S3Bucket"), LinkType.useSelectLink);
      }
      case RESTORE -> restore(call, arguments, trace);
    }
  }

  private void restore(Call call, Arguments arguments, @Nullable Trace trace) {
    Value target = given(arguments, "TargetTableName", trace);
    NameValues.of(target).alternatives().forEach(name -> sites.create(call.point(), name));
    call.tables(target);
    boolean byArn = arguments.keywords().containsKey("SourceTableArn");
    Value source =
        call.operation().method().equals("restore_table_from_backup")
            ? given(arguments, "BackupArn", trace)
            : given(arguments, byArn ? "SourceTableArn" : "SourceTableName", trace);
    for (Value.Alternative name : NameValues.of(source).alternatives()) {
      call.use(name, false, EnumSet.of(LinkType.useSelectLink), call.operation().actions());
    }
  }

  private static Value given(Arguments arguments, String name, @Nullable Trace trace) {
    Value value = arguments.keyword(name);
    return value == null ? Value.unknown(name + " is not given", trace) : value;
  }

  private static Value inside(Value container, String key) {
    return container.flatMap(
        alternative -> {
          if (alternative.atom() instanceof Dict dict) {
            Value entry = dict.entries().get(key);
            Value rest = dict.rest();
            return entry != null
                ? entry
                : rest != null ? rest : Value.unknown(key + " is not given", alternative.trace());
          }
          return alternative.atom() instanceof Atom.Unknown
              ? Value.of(alternative.atom(), alternative.trace())
              : Value.unknown(key + " is in something that is not followed", alternative.trace());
        });
  }

  private void requestItems(Call call, Value items) {
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

  private void transactItems(Call call, Value items) {
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
  }

  private void transactItem(Call call, Value.Alternative element, boolean reads) {
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

  private void statementList(Call call, Value list) {
    for (Value.Alternative alternative : list.alternatives()) {
      Value elements =
          alternative.atom() instanceof Sequence sequence
              ? sequence.anyElement()
              : Value.of(alternative.atom(), alternative.trace());
      statements(
          call,
          elements.isNothing()
              ? Value.unknown("the list of statements is empty", alternative.trace())
              : inside(elements, "Statement"));
    }
  }

  private void statements(Call call, Value statements) {
    for (Value.Alternative statement : statements.alternatives()) {
      List<PartiQl.Use> uses =
          statement.atom() instanceof Atom.Text text ? PartiQl.uses(text) : List.of();
      if (uses.isEmpty()) {
        Atom reason =
            statement.atom() instanceof Atom.Unknown
                ? statement.atom()
                : new Atom.Unknown("the PartiQL statement is not understood", false);
        call.use(
            new Value.Alternative(reason, statement.trace()),
            false,
            EnumSet.of(LinkType.useSelectLink),
            List.of(
                "dynamodb:PartiQLDelete",
                "dynamodb:PartiQLInsert",
                "dynamodb:PartiQLSelect",
                "dynamodb:PartiQLUpdate"));
      }
      for (PartiQl.Use use : uses) {
        Call indexed = use.index() == null ? call : call.onIndex(use.index());
        for (Value.Alternative name :
            NameValues.of(Value.of(use.table(), statement.trace())).alternatives()) {
          indexed.use(name, false, EnumSet.of(use.verb().link()), List.of(use.verb().action()));
        }
      }
    }
  }

  /** One call on its way into the sites. */
  private final class Call {
    private final Operation operation;
    private final CallPoint point;
    private final Sites.Ground ground;
    private final Request request;

    Call(Operation operation, CallPoint point, Sites.Ground ground, Request request) {
      this.operation = operation;
      this.point = point;
      this.ground = ground;
      this.request = request;
    }

    Operation operation() {
      return operation;
    }

    CallPoint point() {
      return point;
    }

    Call onIndex(String index) {
      return new Call(
          operation,
          point,
          ground,
          new Request(
              List.of(index),
              request.key(),
              request.filter(),
              request.projection(),
              request.consistency(),
              request.given(),
              request.open()));
    }

    void tables(Value names) {
      for (Value.Alternative name : NameValues.of(names).alternatives()) {
        use(name, false, operation.links(), operation.actions());
      }
    }

    void buckets(Value names, LinkType link) {
      for (Value.Alternative name : NameValues.of(names).alternatives()) {
        use(
            name,
            true,
            EnumSet.of(link),
            List.of(link == LinkType.useInsertLink ? "s3:PutObject" : "s3:GetObject"));
      }
    }

    void use(Value.Alternative name, boolean bucket, Set<LinkType> links, List<String> actions) {
      sites.use(point, operation, ground, name, bucket, links, actions, request);
    }
  }
}
