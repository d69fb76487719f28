package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.HttpResponse;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.records.RecordMappingException;
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
    } catch (RecordMappingException e) {
      ended(reader.consumedCapacityUnits(), null);
      throw e;
    } finally {
      readers.release(reader);
    }
  }

  /** Hands the bytes out. */
  ResponseBody body() {
    ended(null, null);
    return new ResponseBody(response);
  }

  private void ended(@Nullable Double capacity, @Nullable DynamoException failure) {
    if (events.heard()) {
      events.tell(call.ended(capacity, failure));
    }
  }
}
