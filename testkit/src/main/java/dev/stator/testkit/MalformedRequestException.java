package dev.stator.testkit;

import java.io.IOException;

/** What arrived is not HTTP/1.1 as the fakes speak it; the connection cannot go on. */
final class MalformedRequestException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  MalformedRequestException(String message) {
    this(400, message);
  }

  MalformedRequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  MalformedRequestException(String message, Throwable cause) {
    super(message, cause);
    this.status = 400;
  }

  int status() {
    return status;
  }
}
