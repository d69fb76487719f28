package dev.stator.client.internal.http;

import dev.stator.client.internal.http.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/*
 * The parser is fed whatever a read brings and may stop at any byte. Everything that it must
 * remember between two reads is in its fields: the state, the head so far, the body so far, and for
 * chunked bodies the number being read. A head is first gathered whole and then read in one go,
 * which keeps the resumable part small: no header is ever half known.
 *
 * A body's bytes move once, from the read buffer to the array that the caller will hold, and their
 * CRC32 is taken there while they are still in the cache.
 *
 * A length that the head announces is believed only up to 4 MB at once; past that the array grows as
 * bytes arrive, so that a lying head cannot make us allocate.
 */

/**
 * Reads HTTP/1.1 responses of one connection, one after another. Strict: what is not by the book is
 * refused, because whoever answers wrongly here cannot be trusted to frame its next response. Not
 * safe for use by two threads at once.
 */
final class ResponseParser {
  private static final int HEAD_LIMIT = 64 * 1024;
  private static final int LINE_LIMIT = 4 * 1024;
  private static final int TRUSTED_LENGTH = 1 << 22;
  private static final int FIRST_GUESS = 1 << 16;
  private static final byte[] EMPTY = {};

  private enum State {
    HEAD,
    FIXED_BODY,
    CHUNK_SIZE,
    CHUNK_EXTENSION,
    CHUNK_SIZE_LF,
    CHUNK_DATA,
    CHUNK_CR,
    CHUNK_LF,
    TRAILER,
    TRAILER_LF,
    UNTIL_CLOSE,
    DONE
  }

  private final BodyPool pool;
  private final long bodyLimit;
  private final CRC32 crc = new CRC32();

  private State state = State.HEAD;
  private boolean bodiless;
  private byte[] headBytes = new byte[1024];
  private int headLength;
  private @Nullable ResponseHead head;
  private byte[] body = EMPTY;
  private int bodyLength;
  private long remaining;
  private int digits;
  private int lineLength;
  private int trailerLength;
  private boolean reusable;

  ResponseParser(BodyPool pool, long bodyLimit) {
    this.pool = pool;
    this.bodyLimit = bodyLimit;
  }

  /** Makes ready for the response to the next request on the connection. */
  void begin(boolean withoutBody) {
    abandon();
    bodiless = withoutBody;
    state = State.HEAD;
    headLength = 0;
    head = null;
    crc.reset();
  }

  /** Whether any byte of the current response has been seen. */
  boolean started() {
    return headLength > 0 || head != null;
  }

  /** Whether the connection may carry another request after the response that was taken. */
  boolean reusable() {
    return reusable;
  }

  /**
   * Reads on. Returns true when the response is whole and can be {@linkplain #take taken}; bytes
   * after it are left in {@code in}.
   */
  boolean consume(ByteBuf in) throws TransportException {
    while (state != State.DONE && in.isReadable()) {
      switch (state) {
        case HEAD -> gatherHead(in);
        case FIXED_BODY -> {
          copy(in);
          if (remaining == 0) {
            state = State.DONE;
          }
        }
        case UNTIL_CLOSE -> {
          remaining = in.readableBytes();
          copy(in);
        }
        case CHUNK_DATA -> {
          copy(in);
          if (remaining == 0) {
            state = State.CHUNK_CR;
          }
        }
        default -> readChunkFraming(in.readByte());
      }
    }
    return state == State.DONE;
  }

  /**
   * Takes note that the server closed the connection. Returns true when that ends the response, as
   * it does where the head announced no length.
   */
  boolean end() {
    if (state == State.UNTIL_CLOSE) {
      state = State.DONE;
    }
    return state == State.DONE;
  }

  /** How far the response got, for the message of an error. */
  String progress() {
    if (head == null) {
      return headLength == 0 ? "before a response" : "in the middle of the response's head";
    }
    long announced = head.contentLength();
    return "after " + bodyLength + (announced < 0 ? "" : " of " + announced) + " body bytes";
  }

  /** The whole response, whose body now belongs to the caller. */
  HttpResponse take() {
    if (state != State.DONE || head == null) {
      throw new IllegalStateException("The response is not whole: " + progress());
    }
    HttpResponse response = new HttpResponse(head, body, bodyLength, (int) crc.getValue(), pool);
    body = EMPTY;
    bodyLength = 0;
    return response;
  }

  /** Gives back the array of a response that nobody will take. */
  void abandon() {
    if (body.length > 0) {
      pool.release(body);
    }
    body = EMPTY;
    bodyLength = 0;
  }

  private void gatherHead(ByteBuf in) throws TransportException {
    if (headLength == headBytes.length) {
      if (headLength == HEAD_LIMIT) {
        throw malformed("its head is longer than " + HEAD_LIMIT + " bytes");
      }
      headBytes = Arrays.copyOf(headBytes, headLength * 2);
    }
    int taken = Math.min(in.readableBytes(), headBytes.length - headLength);
    in.readBytes(headBytes, headLength, taken);
    int from = Math.max(headLength - 3, 0);
    headLength += taken;
    int end = emptyLineEnd(from);
    if (end < 0) {
      refuseEarly();
      return;
    }
    in.readerIndex(in.readerIndex() - (headLength - end));
    ResponseHead parsed = ResponseHead.parse(Arrays.copyOf(headBytes, end));
    if (parsed.interim()) {
      if (parsed.status() == 101) {
        throw malformed("it switches protocols");
      }
      headLength = 0;
      return;
    }
    head = parsed;
    chooseFraming(parsed);
  }

  /** Something that is no HTTP at all should not have to send 64 KB before it is told so. */
  private void refuseEarly() throws TransportException {
    byte[] start = {'H', 'T', 'T', 'P', '/', '1', '.'};
    for (int i = 0; i < Math.min(start.length, headLength); i++) {
      if (headBytes[i] != start[i]) {
        throw malformed("it does not start with HTTP/1");
      }
    }
  }

  private int emptyLineEnd(int from) {
    for (int i = from; i + 3 < headLength; i++) {
      if (headBytes[i] == '\r'
          && headBytes[i + 1] == '\n'
          && headBytes[i + 2] == '\r'
          && headBytes[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private void chooseFraming(ResponseHead parsed) throws TransportException {
    int status = parsed.status();
    long length = parsed.contentLength();
    reusable = parsed.keepsAlive();
    if (bodiless || status == 204 || status == 304 || (length == 0 && !parsed.chunked())) {
      state = State.DONE;
    } else if (parsed.chunked()) {
      state = State.CHUNK_SIZE;
      startChunk();
    } else if (length > 0) {
      state = State.FIXED_BODY;
      remaining = length;
      refuseTooLong(length);
      body = pool.acquire((int) Math.min(length, TRUSTED_LENGTH));
    } else {
      state = State.UNTIL_CLOSE;
      reusable = false;
    }
  }

  /** Moves up to {@link #remaining} bytes into the body. */
  private void copy(ByteBuf in) throws TransportException {
    int count = (int) Math.min(in.readableBytes(), remaining);
    if (bodyLength + count > body.length) {
      refuseTooLong((long) bodyLength + count);
      grow(bodyLength + count);
    }
    in.readBytes(body, bodyLength, count);
    crc.update(body, bodyLength, count);
    bodyLength += count;
    remaining -= count;
  }

  private void grow(int needed) {
    long doubled = Math.max(Math.max(needed, body.length * 2L), FIRST_GUESS);
    byte[] larger = pool.acquire((int) Math.max(Math.min(doubled, bodyLimit), needed));
    System.arraycopy(body, 0, larger, 0, bodyLength);
    if (body.length > 0) {
      pool.release(body);
    }
    body = larger;
  }

  private void refuseTooLong(long length) throws TransportException {
    if (length > bodyLimit) {
      throw malformed("its body is longer than the limit of " + bodyLimit + " bytes");
    }
  }

  private void startChunk() {
    remaining = 0;
    digits = 0;
    lineLength = 0;
  }

  /** One byte of what surrounds the chunks' data (RFC 9112, 7.1). */
  private void readChunkFraming(byte b) throws TransportException {
    switch (state) {
      case CHUNK_SIZE -> {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && digits < 15) {
          remaining = remaining << 4 | digit;
          digits++;
        } else if (digits > 0 && (b == ';' || b == ' ' || b == '\t')) {
          state = State.CHUNK_EXTENSION;
        } else if (digits > 0 && b == '\r') {
          state = State.CHUNK_SIZE_LF;
        } else {
          throw malformed("a chunk's size is not a number");
        }
      }
      case CHUNK_EXTENSION -> {
        if (b == '\r') {
          state = State.CHUNK_SIZE_LF;
        } else if (b == '\n' || ++lineLength > LINE_LIMIT) {
          throw malformed("a chunk's extension has no end");
        }
      }
      case CHUNK_SIZE_LF -> {
        expect(b, '\n');
        refuseTooLong(bodyLength + remaining);
        state = remaining == 0 ? State.TRAILER : State.CHUNK_DATA;
        lineLength = 0;
        trailerLength = 0;
      }
      case CHUNK_CR -> {
        expect(b, '\r');
        state = State.CHUNK_LF;
      }
      case CHUNK_LF -> {
        expect(b, '\n');
        state = State.CHUNK_SIZE;
        startChunk();
      }
      case TRAILER -> {
        if (b == '\r') {
          state = State.TRAILER_LF;
        } else if (b == '\n' || ++trailerLength > HEAD_LIMIT) {
          throw malformed("its trailer has no end");
        } else {
          lineLength++;
        }
      }
      case TRAILER_LF -> {
        expect(b, '\n');
        state = lineLength == 0 ? State.DONE : State.TRAILER;
        lineLength = 0;
      }
      default -> throw new IllegalStateException(state.name());
    }
  }

  private static void expect(byte found, char wanted) throws TransportException {
    if (found != wanted) {
      throw malformed("a chunk does not end where its size says");
    }
  }

  private static TransportException malformed(String what) {
    return new TransportException(Kind.MALFORMED, true, "Not an HTTP/1.1 response: " + what, null);
  }
}
