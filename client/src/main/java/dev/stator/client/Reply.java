package dev.stator.client;

import dev.stator.client.Governor.Permit;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.HttpResponse;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.records.RecordMappingException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response that is whole and no error: to be decoded, or handed out as it is; once. */
final class Reply {
  /** Of the 16 MB that a batch's answer may have, what it has at least when it was cut for that. */
  private static final int FULL_ANSWER = 8 << 20;

  private final Call call;
  private final HttpResponse response;
  private final Pool<ReplyReader> readers;

  Reply(Call call, HttpResponse response, Pool<ReplyReader> readers) {
    this.call = call;
    this.response = response;
    this.readers = readers;
  }

  /** Reads the response's value and gives its bytes back. */
  <R> R decode(ReplyReader.Of<R> type) {
    ReplyReader reader = readers.acquire();
    try (response) {
      R value = reader.read(type, response.array(), response.length());
      // So much may be left over because the answer was full.
      boolean leftOver = reader.leftOver() && response.length() < FULL_ANSWER;
      call.permit.answered(reader.consumed(), leftOver);
      succeeded(reader);
      return value;
    } catch (MalformedJsonException e) {
      NoAnswerException failure =
          new NoAnswerException(
              Reason.CORRUPT, true, call.facts(), "the answer is malformed: " + e.getMessage(), e);
      call.failed(failure);
      throw failure;
    } catch (RecordMappingException e) {
      call.permit.answered(reader.consumed(), false);
      succeeded(reader);
      throw e.during(call.request.operation());
    } finally {
      readers.release(reader);
    }
  }

  /**
   * Hands the bytes out. Looks for the capacity in them if someone wants to be told; that costs
   * nothing where the service writes it before the items, and else a look at each of their bytes.
   */
  ResponseBody body() {
    if (!mayBeJson()) {
      decode(ReplyReader::skipToCapacity); // Fails, as it does for those who read it.
    }
    boolean account = call.permit != Permit.NONE;
    if (account || call.events.hearsCapacity(call.request)) {
      ReplyReader reader = readers.acquire();
      try {
        call.permit.answered(reader.consumedOf(response.array(), response.length()), false);
      } catch (MalformedJsonException whoeverReadsItWillSay) {
        call.permit.answered(List.of(), false);
      } finally {
        succeeded(reader);
        readers.release(reader);
      }
    } else if (call.events.heard()) {
      call.succeeded(requestId(), List.of(), null, null);
    }
    return new ResponseBody(response);
  }

  /** Whether it begins as an object, or is nothing at all, as the answer to some operations is. */
  private boolean mayBeJson() {
    byte[] bytes = response.array();
    int at = 0;
    while (at < response.length() && Character.isWhitespace(bytes[at])) {
      at++;
    }
    return at == response.length() || bytes[at] == '{';
  }

  /** The bytes, copied. */
  byte[] bytes() {
    try (ResponseBody body = body()) {
      return Arrays.copyOf(body.array(), body.length());
    }
  }

  /** Reads what it cost, for those who keep account, and gives the bytes back. */
  void drop() {
    try {
      decode(ReplyReader::skipToCapacity);
    } catch (NoAnswerException malformed) {
      // Told to the listener; nobody else waits.
    }
  }

  private void succeeded(ReplyReader reader) {
    if (call.events.heard()) {
      call.succeeded(requestId(), reader.consumed(), reader.count(), reader.scannedCount());
    }
  }

  private @Nullable String requestId() {
    return response.header("x-amzn-requestid");
  }
}
