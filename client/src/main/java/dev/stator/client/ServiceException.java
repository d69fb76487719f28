package dev.stator.client;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB answered with an error. One subclass for each thing that a caller may want to do about
 * it; {@link #code} has the service's own name for it.
 */
public abstract sealed class ServiceException extends DynamoException
    permits AccessDeniedException,
        ConditionalCheckFailedException,
        ConflictException,
        InternalServerException,
        LimitExceededException,
        OtherServiceException,
        ResourceInUseException,
        ResourceNotFoundException,
        ThrottlingException,
        TransactionCanceledException,
        ValidationException {
  private static final long serialVersionUID = 1;
  private static final int CAUSES_NAMED = 5;

  private final CallFacts call;
  private final String code;
  private final String serviceMessage;
  private final int status;
  private final @Nullable String requestId;

  ServiceException(ErrorReply reply, String hint) {
    super(describe(reply), hint, null);
    this.call = reply.call();
    this.code = reply.code();
    this.serviceMessage = reply.message();
    this.status = reply.status();
    this.requestId = reply.requestId();
  }

  private static String describe(ErrorReply reply) {
    String why = why(reply);
    String message = why.isEmpty() ? "" : ": " + why;
    String id = reply.requestId() == null ? "" : ", request " + reply.requestId();
    return reply.call()
        + ": "
        + reply.code()
        + message
        + limited(reply.throttlingReasons())
        + (reply.expressions().isEmpty() ? "" : "; " + reply.expressions())
        + " (HTTP "
        + reply.status()
        + id
        + ", "
        + reply.call().tries()
        + ')';
  }

  /** The service's words; for a transaction its causes, which those words only count. */
  private static String why(ErrorReply reply) {
    List<CancellationReason> causes =
        reply.cancellationReasons().stream().filter(CancellationReason::isCause).toList();
    if (causes.isEmpty()) {
      return reply.message();
    }
    return named(causes);
  }

  private static String limited(List<ThrottlingReason> reasons) {
    List<ThrottlingReason> each = reasons.stream().distinct().toList();
    return each.isEmpty() ? "" : "; limited: " + named(each);
  }

  private static String named(List<?> facts) {
    String named =
        facts.stream().limit(CAUSES_NAMED).map(Object::toString).collect(Collectors.joining("; "));
    int more = facts.size() - CAUSES_NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  /** Which call failed. */
  public final CallFacts call() {
    return call;
  }

  /** The error's name as the service gives it, without its namespace. */
  public final String code() {
    return code;
  }

  /** What the service says about it; empty if nothing. */
  public final String serviceMessage() {
    return serviceMessage;
  }

  /** The HTTP status. */
  public final int status() {
    return status;
  }

  /** The id that AWS's support asks for, if the service sent one. */
  public final @Nullable String requestId() {
    return requestId;
  }
}
