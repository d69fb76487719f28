package dev.stator.testkit;

import java.io.IOException;

/** What arrived is not HTTP/1.1 as the fakes speak it; the connection cannot go on. */
final class MalformedRequestException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedRequestException(String message) {
    super(message);
  }

  MalformedRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
