package dev.stator.client;

/**
 * The service does not accept who asks, or does not let them: {@code AccessDeniedException}, {@code
 * UnrecognizedClientException}, {@code InvalidSignatureException}, {@code ExpiredTokenException},
 * {@code OptInRequired} and their like.
 */
public final class AccessDeniedException extends ServiceException {
  private static final long serialVersionUID = 1;

  AccessDeniedException(ErrorReply reply) {
    super(reply, hint(reply.code()));
  }

  private static String hint(String code) {
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> "the identity's policy must allow the action";
      case "OptInRequired" -> "the account is not subscribed to the service in this region";
      case "RequestExpired", "RequestTimeTooSkewed" -> "check this machine's clock";
      case "ExpiredToken", "ExpiredTokenException" -> "sign in again, or renew the credentials";
      default -> "check which credentials are in use, and the region they are for";
    };
  }
}
