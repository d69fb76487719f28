package dev.stator.lineage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * boto3 and its asynchronous kin: what makes sessions, clients, resources and tables, and what
 * their methods give back.
 */
final class Boto {
  private static final Set<String> SESSIONS =
      Set.of(
          "boto3.Session",
          "boto3.session.Session",
          "aioboto3.Session",
          "aioboto3.session.Session",
          "aiobotocore.get_session",
          "aiobotocore.session.get_session",
          "aiobotocore.session.AioSession",
          "botocore.session.get_session",
          "botocore.session.Session",
          "botocore.session.session");
  private static final Set<String> MODULES = Set.of("boto3", "aioboto3", "boto3.DEFAULT_SESSION");

  private final Analysis analysis;

  Boto(Analysis analysis) {
    this.analysis = analysis;
  }

  /** What a call of something external makes, or null when it is nothing of boto3. */
  @Nullable Value factory(Frame frame, String name, Arguments arguments, int at) {
    Trace trace = Trace.start(frame.file(), at, name + "(…)");
    if (SESSIONS.contains(name)) {
      return Value.of(new Aws.Session(), trace);
    }
    int dot = name.lastIndexOf('.');
    String owner = dot < 0 ? "" : name.substring(0, dot);
    String method = name.substring(dot + 1);
    if (MODULES.contains(owner) && (method.equals("client") || method.equals("resource"))) {
      return service(frame, method, arguments, at);
    }
    if (name.equals("boto3.dynamodb.conditions.Key")
        || name.equals("boto3.dynamodb.conditions.Attr")) {
      return Conditions.start(arguments, method.equals("Key"), trace);
    }
    return null;
  }

  private Value service(Frame frame, String method, Arguments arguments, int at) {
    Value service = arguments.get(0, "service_name");
    Trace trace = Trace.start(frame.file(), at, method + "(…)");
    if (service == null) {
      return Value.unknown("the client of a service whose name is not given", trace);
    }
    return service.flatMap(
        alternative -> {
          String name = alternative.atom() instanceof Atom.Text text ? text.literal() : null;
          if (name == null) {
            return Value.unknown(
                "the " + method + " of a service whose name is not known", alternative.trace());
          }
          Trace made = Trace.start(frame.file(), at, method + "('" + name + "')");
          if (name.equals("dynamodbstreams")) {
            analysis.sites().readStreams();
          }
          if (!name.equals("dynamodb")) {
            return Value.of(new Aws.OtherService(name), made);
          }
          return Value.of(
              method.equals("resource") ? new Aws.Resource(true) : new Aws.Client(true), made);
        });
  }

  Value call(Frame frame, Aws callee, Arguments arguments, @Nullable Trace trace, int at) {
    if (!(callee instanceof Aws.Method method)) {
      return callee instanceof Aws.Condition || callee instanceof Aws.OtherService
          ? Value.of(new Atom.Unknown("an answer of AWS", true), trace)
          : Value.of(callee, trace);
    }
    return invoke(frame, method, arguments, trace, at);
  }

  private Value invoke(
      Frame frame, Aws.Method method, Arguments arguments, @Nullable Trace trace, int at) {
    Aws receiver = method.receiver();
    String name = method.name();
    if (name.equals("__enter__") || name.equals("__aenter__")) {
      return Value.of(receiver, trace);
    } else if (receiver instanceof Aws.Condition condition) {
      return Conditions.method(condition, name, trace);
    } else if (receiver instanceof Aws.Session) {
      return switch (name) {
        case "client", "create_client" -> service(frame, "client", arguments, at);
        case "resource" -> service(frame, "resource", arguments, at);
        default -> Value.of(new Atom.Unknown("an answer of a session", true), trace);
      };
    } else if (receiver instanceof Aws.OtherService other) {
      Value bucket = arguments.get(0, "name");
      if (other.service().equals("s3") && name.equals("Bucket") && bucket != null) {
        return Value.of(new Aws.Bucket(bucket), trace);
      } else if (other.service().equals("s3") && name.equals("Object")) {
        return Value.of(new Aws.StoredObject(), trace);
      } else if (other.service().equals("s3")) {
        upload(method, 2);
      }
      return Value.of(
          new Atom.Unknown("the answer of " + other.service() + "." + name, true),
          Trace.step(trace, frame.file(), at, other.service() + "." + name));
    } else if (receiver instanceof Aws.Bucket && name.equals("Object")) {
      return Value.of(new Aws.StoredObject(), trace);
    } else if (receiver instanceof Aws.Bucket || receiver instanceof Aws.StoredObject) {
      upload(method, 1);
      return Value.of(
          new Atom.Unknown("the answer of s3." + name, true),
          Trace.step(trace, frame.file(), at, "s3." + name));
    } else if (receiver instanceof Aws.Tables) {
      return Value.of(receiver, trace);
    } else if (receiver instanceof Aws.Client) {
      if (name.equals("get_paginator")) {
        return paginator(arguments, frame.file(), at);
      } else if (name.equals("get_waiter")) {
        return Value.of(new Aws.Waiter(), trace);
      }
    } else if (receiver instanceof Aws.Resource resource) {
      if (name.equals("Table")) {
        return table(frame, arguments, resource, at);
      }
    } else if (receiver instanceof Aws.Table table && name.equals("batch_writer")) {
      return Value.of(
          new Aws.BatchWriter(table), Trace.step(trace, frame.file(), at, "batch_writer()"));
    }
    if (name.equals("create_table")
        && (receiver instanceof Aws.Client || receiver instanceof Aws.Resource)) {
      return create(frame, method, arguments, at);
    }
    analysis.requests().record(method, arguments, trace);
    return Answers.of(receiver, name, arguments, Trace.step(trace, frame.file(), at, name));
  }

  /** Notes what puts an object into S3; {@code place} is that of the key of a file's upload. */
  private void upload(Aws.Method method, int place) {
    boolean ofObject = method.receiver() instanceof Aws.StoredObject;
    switch (method.name()) {
      case "put_object" -> analysis.sites().upload(new Sites.Upload(method.point(), -1, false));
      case "upload_file", "upload_fileobj" ->
          analysis.sites().upload(new Sites.Upload(method.point(), place, ofObject));
      case "put" -> {
        if (ofObject) {
          analysis.sites().upload(new Sites.Upload(method.point(), -1, true));
        }
      }
      default -> {}
    }
  }

  /** A method that goes to code outside: it will be called from there. */
  void passed(Frame frame, Aws.Method method, Arguments along, @Nullable Trace trace) {
    boolean named = along.keywords().containsKey("TableName");
    if (method.receiver() instanceof Aws.Client && !named && along.moreKeywords() == null) {
      Value open =
          Value.unknown("given by the code that " + method.name() + " is passed to", trace);
      analysis.requests().record(method, new Arguments(List.of(), Map.of(), null, open), trace);
    } else {
      analysis
          .requests()
          .record(
              method,
              new Arguments(
                  List.of(),
                  along.keywords(),
                  Value.unknown("given by the code that it is passed to", trace),
                  along.moreKeywords()),
              trace);
    }
  }

  private static Value paginator(Arguments arguments, SourceFile file, int at) {
    Value operation = arguments.get(0, "operation_name");
    if (operation == null) {
      return Value.unknown("a paginator of nothing", null);
    }
    return operation.flatMap(
        alternative -> {
          Aws.Method taken =
              alternative.atom() instanceof Aws.MethodName named ? named.method() : null;
          String name =
              taken != null
                  ? taken.name()
                  : alternative.atom() instanceof Atom.Text text ? text.literal() : null;
          return name == null
              ? Value.unknown("a paginator of an operation that is not known", alternative.trace())
              : Value.of(
                  new Aws.Paginator(name, taken),
                  Trace.step(alternative.trace(), file, at, "get_paginator('" + name + "')"));
        });
  }

  static Value table(Frame frame, Arguments arguments, Aws.Resource resource, int at) {
    Value name = arguments.get(0, "name");
    if (name == null) {
      return Value.of(
          new Aws.Table(
              new Atom.Unknown("Table(…) is given no name", false), null, resource.certain()),
          Trace.start(frame.file(), at, "Table()"));
    }
    return NameValues.of(name)
        .flatMap(
            alternative -> {
              Trace named =
                  Trace.step(alternative.trace(), frame.file(), at, "Table(…) of this name");
              return Value.of(new Aws.Table(alternative.atom(), named, resource.certain()), named);
            });
  }

  private Value create(Frame frame, Aws.Method method, Arguments arguments, int at) {
    Value given = arguments.keyword("TableName");
    Value names =
        given == null
            ? Value.unknown("create_table(…) is given no TableName", null)
            : NameValues.of(given);
    for (Value.Alternative name : names.alternatives()) {
      analysis.sites().create(method.point(), name);
    }
    if (method.receiver() instanceof Aws.Client) {
      return Answers.of(method.receiver(), method.name(), arguments, null);
    }
    return names.flatMap(
        name -> {
          Trace trace = Trace.step(name.trace(), frame.file(), at, "the table made here");
          return Value.of(new Aws.Table(name.atom(), trace, method.receiver().certain()), trace);
        });
  }
}
