package dev.stator.lineage;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Type hints as evidence: the stubs of boto3 and its kin name DynamoDB's types, and a class of the
 * project says what its objects have. A hint only ever adds to what the flow does not know.
 */
final class Hints {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");
  private static final Set<String> STUBS =
      Set.of(
          "mypy_boto3_dynamodb",
          "types_aiobotocore_dynamodb",
          "types_boto3_dynamodb",
          "boto3_stubs",
          "types_aioboto3_dynamodb");
  private static final Set<String> BUILTINS =
      Set.of(
          "str",
          "int",
          "float",
          "bool",
          "bytes",
          "dict",
          "list",
          "tuple",
          "set",
          "object",
          "Any",
          "Dict",
          "List",
          "Callable",
          "Iterator");
  private static final Set<String> WRAPPERS =
      Set.of(
          "Optional",
          "Union",
          "Annotated",
          "Final",
          "ClassVar",
          "Awaitable",
          "Coroutine",
          "AsyncContextManager",
          "ContextManager",
          "None",
          "typing");

  private final Analysis analysis;
  private final IdentityHashMap<Expr, String> named = new IdentityHashMap<>();
  private final IdentityHashMap<Expr, Contained> containers = new IdentityHashMap<>();

  Hints(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The value with what the hint says in place of what is not known. */
  Value refine(Frame frame, Value value, Expr annotation, int at) {
    if (!value.any(Hints::isOpen)) {
      return value;
    }
    Value hinted = value(frame, annotation, at);
    if (hinted == null
        || !hinted.any(
            atom ->
                atom instanceof Aws
                    || atom instanceof Atom.Code.Made
                    || atom instanceof Sequence
                    || atom instanceof Dict)) {
      return value;
    }
    return value.filter(atom -> !isOpen(atom)).join(hinted);
  }

  private static boolean isOpen(Atom atom) {
    return atom instanceof Atom.External external
        ? !ForeignLibraries.isForeign(external.name())
        : atom instanceof Atom.Unknown unknown && !unknown.foreign();
  }

  /** What a value of the type may be, or null when the hint says nothing of use. */
  @Nullable Value value(Frame frame, Expr annotation, int at) {
    Contained contained = containers.computeIfAbsent(annotation, Contained::in);
    if (contained.type().isEmpty()) {
      String name = named.computeIfAbsent(annotation, Hints::name);
      return name.isEmpty() ? null : of(frame, name, at);
    }
    Value element = of(frame, contained.type(), at);
    if (element == null || !element.any(Aws.class::isInstance)) {
      return null;
    }
    return Value.of(
        contained.byKey() ? Dict.EMPTY.open(element) : new Sequence(List.of(), element),
        element.trace());
  }

  /**
   * What a hint of a container says of its elements.
   *
   * @param type the name of their type; empty when it says nothing of use
   */
  private record Contained(String type, boolean byKey) {
    private static final Pattern LISTS =
        Pattern.compile(
            "(?:Optional\\[)?(?:\\w+\\.)*(?:list|List|Sequence|Iterable|Iterator|Collection|set|Set"
                + "|frozenset|FrozenSet|deque|tuple|Tuple|Async(?:Iterable|Iterator))"
                + "\\[([\\w.\"' |]+)(?:, *\\.\\.\\.)?\\].*");
    private static final Pattern DICTIONARIES =
        Pattern.compile(
            "(?:Optional\\[)?(?:\\w+\\.)*(?:dict|Dict|Mapping|MutableMapping|DefaultDict|OrderedDict)"
                + "\\[[^,]*,([\\w.\"' |]+)\\].*");

    static Contained in(Expr annotation) {
      String text = annotation instanceof Expr.Text quoted ? quoted.value() : dotted(annotation);
      Matcher list = LISTS.matcher(text == null ? "" : text);
      Matcher dictionary = DICTIONARIES.matcher(text == null ? "" : text);
      boolean byKey = dictionary.matches();
      String element = byKey ? dictionary.group(1) : list.matches() ? list.group(1) : "";
      return new Contained(
          element.isEmpty() ? "" : name(new Expr.Text(element, annotation.at())), byKey);
    }
  }

  /** The name of the one type that a hint is about; empty when it says nothing of use. */
  private static String name(Expr annotation) {
    String text = annotation instanceof Expr.Text quoted ? quoted.value() : dotted(annotation);
    if (text == null) {
      return "";
    }
    Matcher names = NAME.matcher(text);
    boolean wrapped = false;
    while (names.find()) {
      String name = names.group();
      String last = name.substring(name.lastIndexOf('.') + 1);
      if (WRAPPERS.contains(last)) {
        wrapped = true;
        continue;
      }
      boolean argument = !wrapped && names.start() > 0 && text.lastIndexOf('[', names.start()) >= 0;
      return argument || BUILTINS.contains(last) ? "" : name;
    }
    return "";
  }

  private static @Nullable String dotted(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return name.id();
    }
    if (expr instanceof Expr.Attribute attribute) {
      String target = dotted(attribute.target());
      return target == null ? null : target + "." + attribute.name();
    }
    if (expr instanceof Expr.Binary union && union.operator().equals("|")) {
      String left = dotted(union.left());
      String right = dotted(union.right());
      return left == null || left.equals("None") ? right : left;
    }
    if (expr instanceof Expr.Subscript subscript) {
      String target = dotted(subscript.target());
      String index =
          subscript.index() instanceof Expr.Text text ? text.value() : dotted(subscript.index());
      return target == null || index == null ? null : target + "[" + index + "]";
    }
    return expr instanceof Expr.Constant constant && constant.kind() == Expr.Constant.Kind.NONE
        ? "None"
        : null;
  }

  private @Nullable Value of(Frame frame, String written, int at) {
    String[] parts = written.split("\\.", -1);
    Value value = frame.find(parts[0]);
    for (int i = 1; i < parts.length && value != null; i++) {
      value = analysis.attributes().get(frame, value, parts[i], at);
    }
    if (value == null) {
      return null;
    }
    Value hinted = Value.NOTHING;
    for (Value.Alternative alternative : value.alternatives()) {
      if (alternative.atom() instanceof Atom.External external) {
        Aws aws = stub(external.name());
        Atom handed = aws == null ? Ambient.hinted(external.name()) : aws;
        if (handed != null) {
          hinted =
              hinted.join(Value.of(handed, Trace.start(frame.file(), at, "type hint " + written)));
        }
      } else if (alternative.atom() instanceof Atom.Code.Type type
          && !type.type().isEnumeration()) {
        hinted =
            hinted.join(
                analysis
                    .construction()
                    .objectsOf(frame, type.type())
                    .via(frame.file(), at, "type hint " + written));
      }
    }
    return hinted.isNothing() ? null : hinted;
  }

  private static @Nullable Aws stub(String name) {
    String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    String last = name.substring(name.lastIndexOf('.') + 1);
    boolean dynamo = STUBS.contains(first) || name.toLowerCase(Locale.ROOT).contains("dynamodb");
    return switch (last) {
      case "DynamoDBClient" -> new Aws.Client(false);
      case "DynamoDBServiceResource" -> new Aws.Resource(false);
      case "ServiceResource" -> dynamo ? new Aws.Resource(false) : null;
      case "Table", "TableResource" -> dynamo ? unnamed() : null;
      case "BatchWriter" -> dynamo ? new Aws.BatchWriter(unnamed()) : null;
      case "QueryPaginator" -> dynamo ? new Aws.Paginator("query", null) : null;
      case "ScanPaginator" -> dynamo ? new Aws.Paginator("scan", null) : null;
      case "S3Client", "SQSClient", "SNSClient", "LambdaClient" -> new Aws.OtherService(last);
      default -> null;
    };
  }

  private static Aws.Table unnamed() {
    return new Aws.Table(
        new Atom.Unknown("only a type hint says that it is a table", false), null, false);
  }
}
