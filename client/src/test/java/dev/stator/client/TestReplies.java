package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.client.internal.http.HttpResponse;
import dev.stator.client.internal.http.Responses;
import java.util.List;

/** Errors as if they had come from the service. */
final class TestReplies {
  private static final RequestExcerpt NO_REQUEST =
      new RequestExcerpt("{}".getBytes(UTF_8), 2, RequestExcerpt.show(true));

  private TestReplies() {}

  static ServiceException error(int status, String headers, String body, CallFacts call) {
    return error(status, headers, body, call, List.of());
  }

  static ServiceException error(
      int status,
      String headers,
      String body,
      CallFacts call,
      List<? extends TransactionAction> actions) {
    String wire =
        "HTTP/1.1 "
            + status
            + " Said\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (HttpResponse response = Responses.parse(wire)) {
      return ErrorReply.read(response, call, false, actions, NO_REQUEST);
    }
  }
}
