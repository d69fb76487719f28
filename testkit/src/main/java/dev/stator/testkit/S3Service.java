package dev.stator.testkit;

import java.io.IOException;

/** One S3 request's life: record, script, carry out (which reads the body), answer. */
final class S3Service implements Service {
  private final Script<S3Request> script;
  private final RequestLog log;
  private final Authorization authorization;
  private final BucketOperations buckets;
  private final ObjectOperations objects;
  private final MultipartOperations uploads;

  S3Service(Script<S3Request> script, RequestLog log, Authorization authorization, S3Store store) {
    this.script = script;
    this.log = log;
    this.authorization = authorization;
    this.buckets = new BucketOperations(store);
    this.objects = new ObjectOperations(store);
    this.uploads = new MultipartOperations(store);
  }

  @Override
  public Fault onConnect() throws InterruptedException {
    S3Request connect = S3Request.connect(new RequestHead());
    Fault early = script.strike(connect, false);
    return early == NoFault.NONE ? script.strike(connect, true) : early;
  }

  @Override
  public void serve(Connection connection) throws IOException, InterruptedException {
    RequestHead head = connection.head();
    S3Request request = S3Request.of(head);
    log.add(request.operation().wireName(), head, new byte[0], 0);
    Fault fault = script.strike(request, false);
    if (fault == NoFault.NONE) {
      fault = script.strike(request, true);
    }
    Response response = answer(request, connection.body(), fault);
    fault.send(connection, head.method().equals("HEAD") ? withoutBody(response) : response);
  }

  /** An error has a body, but the answer to HEAD has none. */
  private static Response withoutBody(Response response) {
    return response.body().isEmpty()
        ? response
        : Response.empty(response.status(), response.headers());
  }

  private Response answer(S3Request request, RequestBody body, Fault fault) throws IOException {
    Response instead = fault.instead(S3Xml.DIALECT);
    if (instead != null) {
      return instead;
    }
    try {
      return switch (authorization.judge(request.head())) {
        case MISSING -> S3Xml.DIALECT.accessDenied();
        case UNKNOWN_KEY -> S3Xml.DIALECT.unknownCredentials();
        case GOOD -> carryOut(request, body);
      };
    } catch (S3Error e) {
      return S3Xml.DIALECT.error(e);
    }
  }

  private Response carryOut(S3Request request, RequestBody body) throws IOException {
    if (request.head().header("content-length") == null && takesBody(request.operation())) {
      throw new S3Error(
          411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
    return switch (request.operation()) {
      case PUT_OBJECT -> objects.put(request, body);
      case GET_OBJECT -> objects.get(request);
      case HEAD_OBJECT -> objects.head(request);
      case COPY_OBJECT -> objects.copy(request);
      case DELETE_OBJECT -> objects.delete(request);
      case CREATE_MULTIPART_UPLOAD -> uploads.create(request);
      case UPLOAD_PART -> uploads.uploadPart(request, body);
      case LIST_PARTS -> uploads.listParts(request);
      case COMPLETE_MULTIPART_UPLOAD -> uploads.complete(request, body);
      case ABORT_MULTIPART_UPLOAD -> uploads.abort(request);
      case CREATE_BUCKET -> buckets.create(request);
      case HEAD_BUCKET -> buckets.head(request);
      case DELETE_BUCKET -> buckets.delete(request);
      case LIST_BUCKETS -> buckets.listBuckets();
      case LIST_OBJECTS_V2 -> buckets.list(request);
      case LIST_MULTIPART_UPLOADS -> buckets.listUploads(request);
      case DELETE_OBJECTS -> buckets.deleteObjects(request, body);
      case OTHER, CONNECT ->
          throw S3Error.notImplemented(request.head().method() + " " + request.head().target());
    };
  }

  private static boolean takesBody(S3Operation operation) {
    return operation == S3Operation.PUT_OBJECT || operation == S3Operation.UPLOAD_PART;
  }

  @Override
  public Response malformed(MalformedRequestException e) {
    String code = e.status() == 411 ? "MissingContentLength" : "InvalidRequest";
    return S3Xml.DIALECT.error(e.status(), code, String.valueOf(e.getMessage()));
  }

  @Override
  public String requestIdHeader() {
    return "x-amz-request-id";
  }
}
