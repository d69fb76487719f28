package dev.stator.lineage;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose receiver is not known but whose shape is DynamoDB's: parameters that no one else
 * names so, or a receiver called a table. The name of the method alone is never enough, and a
 * receiver that is known to be something else never gets here.
 */
final class Shapes {
  private static final Set<String> OWN_WORDS =
      Set.of(
          "KeyConditionExpression",
          "UpdateExpression",
          "ExpressionAttributeValues",
          "ExpressionAttributeNames",
          "ConditionExpression",
          "FilterExpression",
          "ProjectionExpression",
          "ReturnConsumedCapacity",
          "ReturnItemCollectionMetrics",
          "ScanIndexForward",
          "ExclusiveStartKey",
          "AttributeUpdates",
          "KeyConditions",
          "ScanFilter",
          "RequestItems",
          "TransactItems");
  private static final Set<String> SHARED_WORDS =
      Set.of(
          "Key",
          "Item",
          "ConsistentRead",
          "IndexName",
          "Limit",
          "Select",
          "ReturnValues",
          "Segment");
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "TableName",
          "AttributesToGet",
          "ConditionalOperator",
          "Expected",
          "QueryFilter",
          "ReturnValuesOnConditionCheckFailure",
          "TotalSegments",
          "ClientRequestToken",
          "TransactStatements",
          "TableArn",
          "S3Bucket",
          "S3BucketOwner",
          "S3Prefix",
          "S3SseAlgorithm",
          "S3SseKmsKeyId",
          "ExportFormat",
          "ExportTime",
          "ExportType",
          "IncrementalExportSpecification",
          "PaginationConfig");
  private static final Pattern TABLE =
      Pattern.compile("(^|.*_)(table|tbl|ddb|dynamo|dynamodb|batch|writer|batch_writer)(_.*|$)");

  private final Analysis analysis;
  private final Map<SourceFile, Boolean> otherTables = new HashMap<>();

  Shapes(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Whether a file imports a library whose tables are called as DynamoDB's are. */
  private static boolean hasOtherTables(SourceFile file) {
    for (Stmt statement : file.statements()) {
      boolean imports =
          statement instanceof Stmt.ImportFrom from
              ? from.level() == 0 && ForeignLibraries.hasOtherTables(from.module())
              : statement instanceof Stmt.Import names
                  && names.clauses().stream()
                      .anyMatch(clause -> ForeignLibraries.hasOtherTables(clause.module()));
      if (imports) {
        return true;
      }
    }
    return false;
  }

  void consider(
      Frame frame, Expr.Attribute attribute, Value callee, Arguments arguments, Expr.Call call) {
    String method = attribute.name();
    boolean ofTable =
        Operation.of(Operation.TABLE, method) != null
            && !method.equals("load")
            && !method.equals("reload")
            && !method.equals("delete");
    Operation ofClient = Operation.of(Operation.CLIENT, method);
    if ((!ofTable && ofClient == null)
        || callee.isNothing()
        || !callee.any(Shapes::isOpen)
        || callee.any(atom -> !isOpen(atom) && !(atom instanceof Atom.Plain))) {
      return;
    }
    if (callee.alternatives().stream()
        .anyMatch(alternative -> isOwnMock(alternative, frame.file()))) {
      return;
    }
    Map<String, Value> keywords = arguments.keywords();
    if (!keywords.keySet().stream().allMatch(Shapes::isParameter)) {
      return;
    }
    Trace trace =
        Trace.step(
            callee.trace(),
            frame.file(),
            attribute.nameAt(),
            "called as a method of DynamoDB would be");
    CallPoint point = frame.point(attribute.nameAt());
    if (ofClient != null && namesTables(ofClient, keywords)) {
      analysis.requests().named(ofClient, point, Sites.Ground.HINTED, arguments, trace);
    } else if (ofTable) {
      Sites.Ground ground = ofTable(attribute.target(), keywords, call);
      boolean ambiguous =
          ground == Sites.Ground.SHAPE
              && call.arguments().isEmpty()
              && otherTables.computeIfAbsent(frame.file(), Shapes::hasOtherTables);
      if (ground != null && !ambiguous) {
        String reason =
            callee.filter(Shapes::isOpen).alternatives().get(0).atom()
                    instanceof Atom.Unknown unknown
                ? unknown.reason()
                : "the table is made outside the analysed code";
        Operation operation = Operation.of(Operation.TABLE, method);
        if (operation != null) {
          analysis
              .sites()
              .use(
                  point,
                  operation,
                  ground,
                  new Value.Alternative(new Atom.Unknown(reason, false), trace),
                  false,
                  operation.links(),
                  operation.actions(),
                  Request.of(arguments));
        }
      }
    }
  }

  /**
   * What a call on something unknown gives where its shape tells: {@code x.Table(name)} of one
   * argument is a table, and {@code x.get(key, default)} may be the default.
   */
  Value result(
      Frame frame, Expr.Attribute attribute, Value callee, Arguments arguments, Value result) {
    int given = arguments.positional().size() + arguments.keywords().size();
    if (attribute.name().equals("Table") && given == 1) {
      Value name = arguments.get(0, "name");
      Value made = Value.NOTHING;
      for (Value.Alternative alternative : callee.alternatives()) {
        boolean open = alternative.atom() instanceof Atom.Unknown && isOpen(alternative.atom());
        made =
            name == null || !open || isOwnMock(alternative, frame.file())
                ? made
                : Boto.table(frame, arguments, new Aws.Resource(false), attribute.nameAt());
      }
      return made.isNothing() ? result : result.filter(atom -> !isOpen(atom)).join(made);
    }
    if (attribute.name().equals("get") && given >= 2) {
      Value named = arguments.keywords().get("fallback");
      Value fallback = named != null ? named : given == 2 ? arguments.get(1, "default") : null;
      return fallback != null
              && fallback.any(Atom.Text.class::isInstance)
              && result.any(Atom.Unknown.class::isInstance)
          ? result.join(fallback)
          : result;
    }
    return result;
  }

  /**
   * A mock is nothing of DynamoDB to the tests that make it; the code under test takes it for a
   * table.
   */
  private static boolean isOwnMock(Value.Alternative receiver, SourceFile file) {
    Trace trace = receiver.trace();
    return receiver.atom() instanceof Atom.Unknown unknown
        && unknown.reason().equals(StandardLibrary.MOCK)
        && (trace == null || trace.origin() == file || (file.isTest() && trace.origin().isTest()));
  }

  private static boolean isOpen(Atom atom) {
    return atom instanceof Atom.Unknown unknown
        ? !unknown.foreign()
        : atom instanceof Atom.External external && !ForeignLibraries.isForeign(external.name());
  }

  /** Whether any call of these methods takes a parameter of this name. */
  private static boolean isParameter(String name) {
    return OWN_WORDS.contains(name) || SHARED_WORDS.contains(name) || OTHER_WORDS.contains(name);
  }

  private static boolean namesTables(Operation operation, Map<String, Value> keywords) {
    return switch (operation.names()) {
      case TABLE_NAME -> keywords.containsKey("TableName");
      case REQUEST_ITEMS -> keywords.containsKey("RequestItems");
      case TRANSACT_ITEMS -> keywords.containsKey("TransactItems");
      case TRANSACT_STATEMENTS -> keywords.containsKey("TransactStatements");
      case EXPORT -> keywords.containsKey("TableArn");
      default -> false;
    };
  }

  private static Sites.@Nullable Ground ofTable(
      Expr receiver, Map<String, Value> keywords, Expr.Call call) {
    if (keywords.keySet().stream().anyMatch(OWN_WORDS::contains)) {
      return Sites.Ground.HINTED;
    }
    String name =
        receiver instanceof Expr.Name plain
            ? plain.id()
            : receiver instanceof Expr.Attribute attribute ? attribute.name() : "";
    if (receiver instanceof Expr.Call made) {
      name =
          made.callee() instanceof Expr.Attribute attribute
              ? attribute.name()
              : made.callee() instanceof Expr.Name plain ? plain.id() : "";
    }
    String snake = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    boolean calledTable = TABLE.matcher(snake).matches();
    boolean shared = keywords.keySet().stream().anyMatch(SHARED_WORDS::contains);
    boolean spread =
        call.arguments().stream()
            .anyMatch(argument -> argument.form() == Expr.Argument.Form.SPREAD_KEYWORDS);
    boolean dictionary =
        keywords.entrySet().stream()
            .anyMatch(
                entry ->
                    (entry.getKey().equals("Key") || entry.getKey().equals("Item"))
                        && entry.getValue().any(Dict.class::isInstance));
    if (calledTable && (shared || spread || call.arguments().isEmpty())) {
      return Sites.Ground.SHAPE;
    }
    return dictionary ? Sites.Ground.SHAPE : null;
  }
}
