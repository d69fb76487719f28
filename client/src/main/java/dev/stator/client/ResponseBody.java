package dev.stator.client;

import dev.stator.client.internal.http.HttpResponse;

/**
 * The bytes of a response, undecoded: one JSON object in UTF-8. A lease: the array belongs to a
 * pool and goes back to it on {@link #close}, after which it must not be touched, as it will hold
 * another response. One that is not closed is merely garbage. Not safe for use by two threads at
 * once, but may be handed from one to another.
 */
public final class ResponseBody implements AutoCloseable {
  private final HttpResponse response;

  ResponseBody(HttpResponse response) {
    this.response = response;
  }

  /** The array that starts with the body; longer than it, as a rule. */
  public byte[] array() {
    return response.array();
  }

  /** The length of the body in bytes. */
  public int length() {
    return response.length();
  }

  /** Gives the array back. Repeated calls do nothing. */
  @Override
  public void close() {
    response.close();
  }
}
