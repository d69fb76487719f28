package dev.stator.client;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link DynamoStreams} for code that waits; a thread that does can be interrupted, as with {@link
 * BlockingDynamoClient}.
 */
public final class BlockingDynamoStreams {
  private final DynamoStreams streams;

  BlockingDynamoStreams(DynamoStreams streams) {
    this.streams = streams;
  }

  /** The streams of a table; of all tables if it is null. */
  public List<StreamSummary> list(@Nullable String tableName) {
    CallFacts call = new CallFacts("ListStreams", tableName, null, 1);
    Waiting.requireUninterrupted(call);
    return Waiting.on(streams.list(tableName), call, late -> {});
  }

  /** What a stream is like, with all of its shards. */
  public StreamDescription describe(String streamArn) {
    CallFacts call = new CallFacts("DescribeStream", null, null, 1);
    Waiting.requireUninterrupted(call);
    return Waiting.on(streams.describe(streamArn), call, late -> {});
  }

  /**
   * A stream's records, which are asked for as they are used, the next when half of those of one
   * shard are used up: of an item, in the order of its changes; see {@link StreamReader}. Ends only
   * when the request says so, or the stream was turned off: to stop earlier, leave it, and close
   * it. For one thread.
   */
  public Stream<StreamRecord> records(StreamRequest request) {
    CallFacts call = new CallFacts("GetRecords", null, null, 1);
    return Pull.stream(call, streams.reads(request), 1, Function.identity());
  }
}
