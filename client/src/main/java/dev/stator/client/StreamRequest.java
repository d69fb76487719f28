package dev.stator.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to read of a stream, and how.
 *
 * @param streamArn the stream's name: a table's is in its description
 * @param start where to begin
 * @param after shards to go on with, each after a sequence number that was read of it: the last of
 *     each shard that there were records of is all that is needed to go on where a reading ended
 * @param concurrency how many shards are asked for records at once; 8 by default
 * @param limit how many records an answer holds at most, 1 to 1000; null for as many as it can
 * @param pollInterval how long to wait before an open shard that had nothing is asked again; 1 s by
 *     default
 * @param emptyPolls ends the reading when every open shard has had nothing so often in a row; null
 *     to read on for ever. A shard may have nothing to say and yet have more, so that the end is
 *     not certainly the stream's
 * @param onGap is told of records that are gone, and the reading goes on behind them; null to fail
 *     with a {@link StreamGapException} instead
 */
public record StreamRequest(
    String streamArn,
    Start start,
    Map<String, String> after,
    int concurrency,
    @Nullable Integer limit,
    Duration pollInterval,
    @Nullable Integer emptyPolls,
    @Nullable Consumer<StreamGap> onGap) {
  /** Where to begin with a shard that is not one to go on with. */
  public enum Start {
    /** With the oldest record there is. */
    TRIM_HORIZON,
    /** With what comes from now on. */
    LATEST
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public StreamRequest {
    after = Map.copyOf(after);
    if (concurrency < 1
        || (limit != null && (limit < 1 || limit > 1000))
        || (emptyPolls != null && emptyPolls < 1)
        || pollInterval.isNegative()) {
      throw new IllegalArgumentException(
          "Reading of stream "
              + streamArn
              + ": concurrency and emptyPolls are 1 or more, limit is 1 to 1000, pollInterval is not"
              + " negative");
    }
  }

  /** Reads all that a stream holds, and what comes. */
  public static Builder builder(String streamArn) {
    return new Builder(streamArn);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String streamArn;
    private Start start = Start.TRIM_HORIZON;
    private final Map<String, String> after = new HashMap<>();
    private int concurrency = 8;
    private @Nullable Integer limit;
    private Duration pollInterval = Duration.ofSeconds(1);
    private @Nullable Integer emptyPolls;
    private @Nullable Consumer<StreamGap> onGap;

    private Builder(String streamArn) {
      this.streamArn = streamArn;
    }

    /** Where to begin; {@link Start#TRIM_HORIZON} by default. */
    public Builder start(Start start) {
      this.start = start;
      return this;
    }

    /** Goes on with a shard, after a record that was read of it. */
    public Builder after(String shardId, String sequenceNumber) {
      after.put(shardId, sequenceNumber);
      return this;
    }

    /** Goes on with shards: for each the number of the last record that was read of it. */
    public Builder after(Map<String, String> sequenceNumbers) {
      after.putAll(sequenceNumbers);
      return this;
    }

    /** How many shards are asked at once; 8 by default. */
    public Builder concurrency(int concurrency) {
      this.concurrency = concurrency;
      return this;
    }

    /** How many records an answer holds at most, 1 to 1000. */
    public Builder limit(int limit) {
      this.limit = limit;
      return this;
    }

    /** How long to wait before an open shard that had nothing is asked again; 1 s by default. */
    public Builder pollInterval(Duration pollInterval) {
      this.pollInterval = pollInterval;
      return this;
    }

    /** Ends the reading when every open shard has had nothing so often in a row. */
    public Builder endAfterEmptyPolls(int emptyPolls) {
      this.emptyPolls = emptyPolls;
      return this;
    }

    /** Reads on behind records that are gone, and tells of it. Must not block. */
    public Builder onGap(Consumer<StreamGap> onGap) {
      this.onGap = onGap;
      return this;
    }

    /** The request. */
    public StreamRequest build() {
      return new StreamRequest(
          streamArn, start, after, concurrency, limit, pollInterval, emptyPolls, onGap);
    }
  }
}
