package dev.stator.client.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;

/** Responses without a network. */
public final class Responses {
  private Responses() {}

  /** The response that these bytes are. */
  public static HttpResponse parse(String wire) {
    ResponseParser parser = new ResponseParser(new BodyPool(), 1 << 20);
    parser.begin(false);
    try {
      if (parser.consume(Unpooled.wrappedBuffer(wire.getBytes(ISO_8859_1)))) {
        return parser.take();
      }
    } catch (TransportException e) {
      throw new IllegalArgumentException(e);
    }
    throw new IllegalArgumentException("The response is not whole");
  }
}
