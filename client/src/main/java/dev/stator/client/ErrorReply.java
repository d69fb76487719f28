package dev.stator.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stator.client.internal.http.HttpResponse;
import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error response as it was read, before it becomes an exception. */
record ErrorReply(
    CallFacts call,
    boolean afterUnansweredAttempt,
    int status,
    @Nullable String requestId,
    String code,
    String message,
    @Nullable Item item,
    List<CancellationReason> cancellationReasons,
    List<ThrottlingReason> throttlingReasons,
    String expressions) {
  private static final byte[] TYPE = "__type".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);
  private static final byte[] CANCELLATION_REASONS = "CancellationReasons".getBytes(US_ASCII);
  private static final byte[] THROTTLING_REASONS = "ThrottlingReasons".getBytes(US_ASCII);

  /** The same, as {@code ThrottlingException} alone spells it. */
  private static final byte[] REASONS_OF_THROTTLING = "throttlingReasons".getBytes(US_ASCII);

  private static final byte[] REASON = "reason".getBytes(US_ASCII);
  private static final byte[] RESOURCE = "resource".getBytes(US_ASCII);

  /**
   * The exception that an error response stands for. Leaves the response open.
   *
   * @param actions what the call was to do, if it is a transaction
   * @param request the request, for its expressions
   */
  static ServiceException read(
      HttpResponse response,
      CallFacts call,
      boolean afterUnansweredAttempt,
      List<? extends TransactionAction> actions,
      RequestExcerpt request) {
    Body body = new Body(actions, request);
    try {
      body.read(response.array(), response.length());
    } catch (MalformedJsonException notOurs) {
      // A load balancer's page, for one: the status says what there is to say.
      body.type = "";
    }
    String header = response.header("x-amzn-errortype");
    if (body.type.isEmpty() && header != null) {
      int end = header.indexOf(':');
      body.type = end < 0 ? header : header.substring(0, end);
    }
    String code = body.type.substring(body.type.lastIndexOf('#') + 1);
    return new ErrorReply(
            call,
            afterUnansweredAttempt,
            response.status(),
            response.header("x-amzn-requestid"),
            code.isEmpty() ? "HTTP " + response.status() : code,
            withoutSignature(body.message),
            body.item,
            body.cancellationReasons,
            body.throttlingReasons,
            isAboutExpressions(code) ? request.expressions() : "")
        .toException();
  }

  /** The exception for an error that someone else has read. */
  static ServiceException of(
      CallFacts call, int status, @Nullable String requestId, String code, String message) {
    return new ErrorReply(
            call,
            false,
            status,
            requestId,
            code.isEmpty() ? "HTTP " + status : code,
            withoutSignature(message),
            null,
            List.of(),
            List.of(),
            "")
        .toException();
  }

  ErrorReply withMessage(String other) {
    return new ErrorReply(
        call,
        afterUnansweredAttempt,
        status,
        requestId,
        code,
        other,
        item,
        cancellationReasons,
        throttlingReasons,
        expressions);
  }

  private static boolean isAboutExpressions(String code) {
    return code.startsWith("Validation") || code.startsWith("ConditionalCheckFailed");
  }

  /** Some errors are named with "Exception" at their end in one protocol and without in another. */
  private ServiceException toException() {
    String name = code.endsWith("Exception") ? code.substring(0, code.length() - 9) : code;
    return switch (name) {
      case "ConditionalCheckFailed" -> new ConditionalCheckFailedException(this);
      case "TransactionCanceled" -> new TransactionCanceledException(this);
      case "TransactionConflict",
          "TransactionInProgress",
          "ReplicatedWriteConflict",
          "DuplicateItem",
          "IdempotentParameterMismatch" ->
          new ConflictException(this);
      case "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "RequestThrottled",
          "SlowDown",
          "Throttled",
          "Throttling",
          "TooManyRequests",
          "Unprocessed" ->
          new ThrottlingException(this);
      case "ResourceNotFound", "TableNotFound", "IndexNotFound", "GlobalTableNotFound" ->
          new ResourceNotFoundException(this);
      case "ResourceInUse", "TableInUse", "TableAlreadyExists" -> new ResourceInUseException(this);
      case "LimitExceeded", "ItemCollectionSizeLimitExceeded" -> new LimitExceededException(this);
      case "Validation",
          "ValidationError",
          "Serialization",
          "UnknownOperation",
          "InvalidAction",
          "InvalidEndpoint",
          "InvalidParameterCombination",
          "InvalidParameterValue",
          "InvalidQueryParameter",
          "MalformedQueryString",
          "MissingAction",
          "MissingParameter" ->
          new ValidationException(this);
      case "AccessDenied",
          "ExpiredToken",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignature",
          "MissingAuthenticationToken",
          "NotAuthorized",
          "OptInRequired",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch",
          "UnrecognizedClient" ->
          new AccessDeniedException(this);
      case "InternalFailure", "InternalServerError", "ServiceUnavailable" ->
          new InternalServerException(this);
      default -> byStatus();
    };
  }

  private ServiceException byStatus() {
    if (status == 429) {
      return new ThrottlingException(this);
    }
    return status >= 500 ? new InternalServerException(this) : new OtherServiceException(this);
  }

  /**
   * Complaints about a signature repeat the request's headers, and so the session's token: they are
   * cut where that begins.
   */
  private static String withoutSignature(String message) {
    int end = message.length();
    for (String start :
        List.of("The Canonical String", "Authorization=", "Credential=", "x-amz-security-token")) {
      int at = message.indexOf(start);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return message.substring(0, end).strip();
  }

  /** What the JSON of an error may hold. */
  private static final class Body {
    private String type = "";
    private String message = "";
    private @Nullable Item item;
    private List<CancellationReason> cancellationReasons = List.of();
    private final List<ThrottlingReason> throttlingReasons = new ArrayList<>();
    private final List<? extends TransactionAction> actions;

    private final RequestExcerpt request;

    Body(List<? extends TransactionAction> actions, RequestExcerpt request) {
      this.actions = actions;
      this.request = request;
    }

    void read(byte[] bytes, int length) {
      JsonReader json = new JsonReader().reset(bytes, 0, length);
      json.beginObject();
      while (json.nextName()) {
        boolean string = json.peek() == JsonReader.Kind.STRING;
        if (string && json.nameIs(TYPE)) {
          type = json.string();
        } else if (string && (json.nameIs(MESSAGE) || json.nameIs(Names.MESSAGE))) {
          message = json.string();
        } else if (json.nameIs(Names.ITEM)) {
          item = json.item();
        } else if (json.nameIs(CANCELLATION_REASONS) && json.peek() == JsonReader.Kind.ARRAY) {
          cancellationReasons = TransactionActions.readReasons(json, actions, request);
        } else if ((json.nameIs(THROTTLING_REASONS) || json.nameIs(REASONS_OF_THROTTLING))
            && json.peek() == JsonReader.Kind.ARRAY) {
          readThrottlingReasons(json);
        } else {
          json.skip();
        }
      }
    }

    private void readThrottlingReasons(JsonReader json) {
      json.beginArray();
      while (json.nextElement()) {
        String reason = "";
        String resource = "";
        json.beginObject();
        while (json.nextName()) {
          boolean string = json.peek() == JsonReader.Kind.STRING;
          if (string && json.nameIs(REASON)) {
            reason = json.string();
          } else if (string && json.nameIs(RESOURCE)) {
            resource = json.string();
          } else {
            json.skip();
          }
        }
        throttlingReasons.add(new ThrottlingReason(reason, resource));
      }
    }
  }
}
