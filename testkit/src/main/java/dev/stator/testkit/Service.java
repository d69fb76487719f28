package dev.stator.testkit;

import java.io.IOException;

/** What a fake makes of its requests. The server around it is the same for both fakes. */
interface Service {
  /** The fault of a connection that was just accepted, before a byte of it is read. */
  Fault onConnect() throws InterruptedException;

  /** Answers one request, or breaks the connection in the way a fault wants. */
  void serve(Connection connection) throws IOException, InterruptedException;

  /** The answer to what is not HTTP as the fakes speak it. */
  Response malformed(MalformedRequestException e);

  /** The header that carries the request's id. */
  String requestIdHeader();
}
