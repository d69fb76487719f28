package dev.stator.lineage;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From a call of a method of DynamoDB to the tables that it names and the links that it is. */
final class Requests {
  private final Sites sites;
  private final BatchRequests batches;

  Requests(Sites sites, LineageOptions options) {
    this.sites = sites;
    this.batches = new BatchRequests(options.links() == LineageOptions.Links.CONTENT);
  }

  void record(Aws.Method method, Arguments arguments, @Nullable Trace trace) {
    if (!arguments.ways().isEmpty()) {
      arguments.ways().forEach(way -> record(method, arguments.by(way), trace));
      return;
    }
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
    if (!arguments.ways().isEmpty()) {
      arguments.ways().forEach(way -> named(operation, point, ground, arguments.by(way), trace));
      return;
    }
    RequestedCall call = new RequestedCall(sites, operation, point, ground, Request.of(arguments));
    switch (operation.names()) {
      case RECEIVER -> {}
      case TABLE_NAME -> call.tables(given(arguments, "TableName", trace));
      case REQUEST_ITEMS -> batches.requestItems(call, given(arguments, "RequestItems", trace));
      case TRANSACT_ITEMS -> batches.transactItems(call, given(arguments, "TransactItems", trace));
      case STATEMENT -> statements(call, given(arguments, "Statement", trace));
      case STATEMENTS -> statementList(call, given(arguments, "Statements", trace));
      case TRANSACT_STATEMENTS ->
          statementList(call, given(arguments, "TransactStatements", trace));
      case EXPORT -> {
        call.tables(given(arguments, "TableArn", trace));
        call.buckets(given(arguments, "S3Bucket", trace), LinkType.useInsertLink);
      }
      case IMPORT -> {
        Value table =
            BatchRequests.inside(given(arguments, "TableCreationParameters", trace), "TableName");
        NameValues.of(table).alternatives().forEach(name -> sites.create(point, name));
        call.tables(table);
        call.buckets(
            BatchRequests.inside(given(arguments, "S3BucketSource", trace), "S3Bucket"),
            LinkType.useSelectLink);
      }
      case RESTORE -> restore(call, arguments, trace);
    }
  }

  private void restore(RequestedCall call, Arguments arguments, @Nullable Trace trace) {
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

  private void statementList(RequestedCall call, Value list) {
    for (Value.Alternative alternative : list.alternatives()) {
      Value elements =
          alternative.atom() instanceof Sequence sequence
              ? sequence.anyElement()
              : Value.of(alternative.atom(), alternative.trace());
      statements(
          call,
          elements.isNothing()
              ? Value.unknown("the list of statements is empty", alternative.trace())
              : BatchRequests.inside(elements, "Statement"));
    }
    call.together(
        BatchRequests.each(
            list,
            element ->
                element.only() instanceof Dict dict
                    && !dict.isBlend()
                    && BatchRequests.inside(element, "Statement").only() instanceof Atom.Text));
  }

  private void statements(RequestedCall call, Value statements) {
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
        RequestedCall indexed = use.index() == null ? call : call.onIndex(use.index());
        for (Value.Alternative name :
            NameValues.of(Value.of(use.table(), statement.trace())).alternatives()) {
          indexed.use(name, false, EnumSet.of(use.verb().link()), List.of(use.verb().action()));
        }
      }
    }
  }
}
