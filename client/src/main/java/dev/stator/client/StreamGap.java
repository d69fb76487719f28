package dev.stator.client;

/**
 * Where a stream no longer has what was to be read next: records were not read within the 24 hours
 * that it keeps them, unless there were none.
 *
 * @param streamArn the stream
 * @param shardId the shard
 * @param afterSequenceNumber the last record before the gap
 */
public record StreamGap(String streamArn, String shardId, String afterSequenceNumber) {
  @Override
  public String toString() {
    return "what shard "
        + shardId
        + " had after "
        + afterSequenceNumber
        + " is no longer in stream "
        + streamArn;
  }
}
