package dev.stator.client;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
   * A stream's records, which are asked for as they are used: of an item, in the order of its
   * changes; see {@link StreamReader}. Ends only when the request says so, or the stream was turned
   * off: to stop earlier, leave it, and close it. For one thread.
   */
  public Stream<StreamRecord> records(StreamRequest request) {
    StreamReader reader = streams.read(request);
    return StreamSupport.stream(new Records(reader), false).onClose(reader::close);
  }

  private static final class Records extends AbstractSpliterator<StreamRecord> {
    private static final CallFacts CALL = new CallFacts("GetRecords", null, null, 1);

    private final StreamReader reader;
    private List<StreamRecord> records = List.of();
    private int used;

    Records(StreamReader reader) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super StreamRecord> action) {
      if (used == records.size()) {
        Waiting.requireUninterrupted(CALL);
        records = Waiting.on(reader.next(), CALL, late -> {});
        used = 0;
      }
      if (records.isEmpty()) {
        return false;
      }
      action.accept(records.get(used++));
      return true;
    }
  }
}
