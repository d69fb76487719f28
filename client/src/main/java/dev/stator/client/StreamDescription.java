package dev.stator.client;

import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream is like (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamDescription.html">StreamDescription</a>).
 *
 * @param streamArn the stream's name
 * @param tableName the table
 * @param streamLabel when it was turned on
 * @param status {@code ENABLED}, {@code ENABLING}, {@code DISABLED} or {@code DISABLING}
 * @param viewType what of an item its records hold: {@code KEYS_ONLY}, {@code NEW_IMAGE}, {@code
 *     OLD_IMAGE} or {@code NEW_AND_OLD_IMAGES}
 * @param shards all of its shards, those of the last 24 hours
 */
public record StreamDescription(
    String streamArn,
    String tableName,
    String streamLabel,
    String status,
    String viewType,
    List<Shard> shards) {
  public StreamDescription {
    shards = List.copyOf(shards);
  }

  /**
   * A part of a stream, whose records are in order. An open one ends after some four hours, or when
   * its partition splits, and others follow it.
   *
   * @param shardId its name
   * @param parentShardId the shard that it follows, which may be gone; null if it is the first
   * @param startingSequenceNumber of its first record
   * @param endingSequenceNumber of its last record, or null while it is open
   */
  public record Shard(
      String shardId,
      @Nullable String parentShardId,
      @Nullable String startingSequenceNumber,
      @Nullable String endingSequenceNumber) {
    /** Whether there may be more records. */
    public boolean isOpen() {
      return endingSequenceNumber == null;
    }
  }

  /** One answer's part of a description, and where the next begins. */
  record Part(StreamDescription description, @Nullable String lastEvaluatedShardId) {}

  static Part read(ReplyReader reply) {
    Part part = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(StreamNames.STREAM_DESCRIPTION)) {
        part = part(json);
      } else {
        json.skip();
      }
    }
    if (part == null) {
      throw json.malformed("there is no StreamDescription");
    }
    return part;
  }

  StreamDescription with(List<Shard> all) {
    return new StreamDescription(streamArn, tableName, streamLabel, status, viewType, all);
  }

  private static Part part(JsonReader json) {
    String arn = "";
    String table = "";
    String label = "";
    String status = "";
    String view = "";
    String last = null;
    List<Shard> shards = new ArrayList<>();
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(StreamNames.STREAM_ARN)) {
        arn = json.string();
      } else if (json.nameIs(Names.TABLE_NAME)) {
        table = json.string();
      } else if (json.nameIs(StreamNames.STREAM_LABEL)) {
        label = json.string();
      } else if (json.nameIs(StreamNames.STREAM_STATUS)) {
        status = json.string();
      } else if (json.nameIs(StreamNames.STREAM_VIEW_TYPE)) {
        view = json.string();
      } else if (json.nameIs(StreamNames.LAST_EVALUATED_SHARD_ID)) {
        last = json.string();
      } else if (json.nameIs(StreamNames.SHARDS)) {
        json.beginArray();
        while (json.nextElement()) {
          shards.add(shard(json));
        }
      } else {
        json.skip();
      }
    }
    return new Part(new StreamDescription(arn, table, label, status, view, shards), last);
  }

  private static Shard shard(JsonReader json) {
    String id = "";
    String parent = null;
    String start = null;
    String end = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(StreamNames.SHARD_ID)) {
        id = json.string();
      } else if (json.nameIs(StreamNames.PARENT_SHARD_ID)) {
        parent = json.string();
      } else if (json.nameIs(StreamNames.SEQUENCE_NUMBER_RANGE)) {
        json.beginObject();
        while (json.nextName()) {
          if (json.nameIs(StreamNames.STARTING_SEQUENCE_NUMBER)) {
            start = json.string();
          } else if (json.nameIs(StreamNames.ENDING_SEQUENCE_NUMBER)) {
            end = json.string();
          } else {
            json.skip();
          }
        }
      } else {
        json.skip();
      }
    }
    return new Shard(id, parent, start, end);
  }
}
