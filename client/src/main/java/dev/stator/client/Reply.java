package dev.stator.client;

import dev.stator.client.Governor.Permit;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.HttpResponse;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.records.RecordMappingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
      call.permit.answered(reader.consumed(), leftOver(reader));
      succeeded(reader);
      return value;
    } catch (MalformedJsonException e) {
      NoAnswerException failure =
          new NoAnswerException(
              Reason.CORRUPT, true, call.facts(), "the answer is malformed: " + e.getMessage(), e);
      call.failed(failure);
      throw failure;
    } catch (RecordMappingException e) {
      call.permit.answered(reader.consumed(), Set.of());
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
    refuseOther();
    account(false);
    return new ResponseBody(response);
  }

  /** The bytes, copied. Looks at each of them if someone keeps account. */
  byte[] bytes() {
    refuseOther();
    try (response) {
      account(true);
      return Arrays.copyOf(response.array(), response.length());
    }
  }

  /** Lets only what begins as an object, or is nothing, as the answer to some operations is. */
  private void refuseOther() {
    byte[] bytes = response.array();
    int at = 0;
    while (at < response.length() && Character.isWhitespace(bytes[at])) {
      at++;
    }
    if (at < response.length() && bytes[at] != '{') {
      decode(ReplyReader::skipToCapacity); // Fails, as it does for those who read it.
    }
  }

  private void account(boolean toTheEnd) {
    boolean kept = call.permit != Permit.NONE;
    if (kept || call.events.hearsCapacity(call.request)) {
      ReplyReader reader = readers.acquire();
      try {
        List<ConsumedCapacity> consumed =
            reader.consumedOf(response.array(), response.length(), toTheEnd);
        call.permit.answered(consumed, leftOver(reader));
      } catch (MalformedJsonException whoeverReadsItWillSay) {
        call.permit.answered(List.of(), Set.of());
      } finally {
        succeeded(reader);
        readers.release(reader);
      }
    } else if (call.events.heard()) {
      call.succeeded(requestId(), List.of(), null, null);
    }
  }

  /** What was left over of tables, unless that may be because the answer was full. */
  private Set<String> leftOver(ReplyReader reader) {
    return response.length() < FULL_ANSWER ? reader.leftOver() : Set.of();
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
