package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.HttpResponse;
import dev.stator.item.json.MalformedJsonException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A response that is whole and no error: to be decoded, or handed out as it is; once. */
final class Reply {
  private final Call call;
  private final HttpResponse response;
  private final Pool<ReplyReader> readers;
  private final Events events;

  Reply(Call call, HttpResponse response, Pool<ReplyReader> readers, Events events) {
    this.call = call;
    this.response = response;
    this.readers = readers;
    this.events = events;
  }

  /** Reads the response's value and gives its bytes back. */
  <R> R decode(ReplyReader.Of<R> type) {
    ReplyReader reader = readers.acquire();
    try (response) {
      R value = reader.read(type, response.array(), response.length());
      ended(reader.consumedCapacityUnits(), null);
      return value;
    } catch (MalformedJsonException e) {
      NoAnswerException failure =
          new NoAnswerException(
              Reason.CORRUPT, true, call.facts(), "the answer is malformed: " + e.getMessage(), e);
      ended(null, failure);
      throw failure;
    } finally {
      readers.release(reader);
    }
  }

  /**
   * Hands the bytes out. Looks for the capacity in them if someone wants to be told; that costs
   * nothing where the service writes it before the items, and else a look at each of their bytes.
   */
  ResponseBody body() {
    if (events.heard()) {
      events.tell(call.ended(call.request.reportsCapacity() ? capacity() : null, null));
    }
    return new ResponseBody(response);
  }

  private @Nullable Double capacity() {
    ReplyReader reader = readers.acquire();
    try {
      return reader.readCapacityUnits(response.array(), response.length());
    } catch (MalformedJsonException whoReadsItWillSay) {
      return null;
    } finally {
      readers.release(reader);
    }
  }

  /** The bytes, copied. */
  byte[] bytes() {
    try (ResponseBody body = body()) {
      return Arrays.copyOf(body.array(), body.length());
    }
  }

  /** Gives the bytes back, unread. */
  void discard() {
    response.close();
  }

  private void ended(@Nullable Double capacity, @Nullable DynamoException failure) {
    if (events.heard()) {
      events.tell(call.ended(capacity, failure));
    }
  }
}
