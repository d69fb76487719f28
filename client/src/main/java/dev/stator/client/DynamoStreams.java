package dev.stator.client;

import dev.stator.client.internal.flow.PageFlow;
import dev.stator.client.internal.flow.PageSource;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB Streams: the changes of tables, in the values that the tables have. Safe for use by many
 * threads; closed with the {@link DynamoClient} it came from, whose configuration it has. No method
 * blocks.
 *
 * <pre>{@code
 * client.streams().records(StreamRequest.builder(arn).build()).subscribe(subscriber);
 * }</pre>
 */
public final class DynamoStreams {
  private final Caller caller;
  private final DynamoClient.Endpoint endpoint;

  DynamoStreams(Caller caller, DynamoClient.Endpoint endpoint) {
    this.caller = caller;
    this.endpoint = endpoint;
  }

  /** Where requests go. */
  public DynamoClient.Endpoint endpoint() {
    return endpoint;
  }

  /**
   * The streams of a table, or of all tables of the account in the region.
   *
   * @param tableName the table; null for all
   */
  public CompletableFuture<List<StreamSummary>> list(@Nullable String tableName) {
    return list(caller.here(), tableName, null, new ArrayList<>());
  }

  private CompletableFuture<List<StreamSummary>> list(
      Caller here,
      @Nullable String tableName,
      @Nullable String startArn,
      List<StreamSummary> streams) {
    return call(
            here,
            "ListStreams",
            json -> {
              Members.text(json, Names.TABLE_NAME, tableName);
              Members.text(json, StreamNames.EXCLUSIVE_START_STREAM_ARN, startArn);
            },
            reply -> readSummaries(reply, streams))
        .thenCompose(
            last ->
                last.isEmpty()
                    ? CompletableFuture.completedFuture(List.copyOf(streams))
                    : list(here, tableName, last, streams));
  }

  /** Returns where the next page begins, or nothing. */
  private static String readSummaries(ReplyReader reply, List<StreamSummary> into) {
    JsonReader json = reply.json();
    String last = "";
    while (json.nextName()) {
      if (json.nameIs(StreamNames.STREAMS)) {
        json.beginArray();
        while (json.nextElement()) {
          into.add(readSummary(json));
        }
      } else if (json.nameIs(StreamNames.LAST_EVALUATED_STREAM_ARN)) {
        last = json.string();
      } else {
        json.skip();
      }
    }
    return last;
  }

  private static StreamSummary readSummary(JsonReader json) {
    String arn = "";
    String table = "";
    String label = "";
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(StreamNames.STREAM_ARN)) {
        arn = json.string();
      } else if (json.nameIs(Names.TABLE_NAME)) {
        table = json.string();
      } else if (json.nameIs(StreamNames.STREAM_LABEL)) {
        label = json.string();
      } else {
        json.skip();
      }
    }
    return new StreamSummary(arn, table, label);
  }

  /**
   * What a stream is like, with all of its shards.
   *
   * @return fails with a {@link ResourceNotFoundException} if there is none of that name
   */
  public CompletableFuture<StreamDescription> describe(String streamArn) {
    return describe(caller.here(), streamArn);
  }

  CompletableFuture<StreamDescription> describe(Caller here, String streamArn) {
    return describe(here, streamArn, null, new ArrayList<>());
  }

  private static CompletableFuture<StreamDescription> describe(
      Caller here,
      String streamArn,
      @Nullable String startShard,
      List<StreamDescription.Shard> shards) {
    return call(
            here,
            "DescribeStream",
            json -> {
              json.name(StreamNames.STREAM_ARN).value(streamArn);
              Members.text(json, StreamNames.EXCLUSIVE_START_SHARD_ID, startShard);
            },
            StreamDescription::read)
        .thenCompose(
            part -> {
              shards.addAll(part.description().shards());
              String last = part.lastEvaluatedShardId();
              return last == null
                  ? CompletableFuture.completedFuture(part.description().with(shards))
                  : describe(here, streamArn, last, shards);
            });
  }

  /** Begins to read a stream. Nothing is asked for until the reader is. */
  public StreamReader read(StreamRequest request) {
    return new StreamReader(this, caller.here(), request, caller.chain()::delay);
  }

  /**
   * A stream's records, in the order and with the guarantees of a {@link StreamReader}. Each
   * subscriber has a reading of its own; nothing is asked for that it does not ask for. Ends only
   * when the request says so, or the stream was turned off: to stop earlier, cancel.
   */
  public Flow.Publisher<StreamRecord> records(StreamRequest request) {
    return publish(request, records -> records);
  }

  /** The same, as many at a time as are read. */
  Flow.Publisher<List<StreamRecord>> reads(StreamRequest request) {
    return publish(request, records -> List.of(records));
  }

  private <E> Flow.Publisher<E> publish(
      StreamRequest request, Function<List<StreamRecord>, List<E>> elements) {
    Iterable<Reading> readings = () -> List.of(new Reading(read(request))).iterator();
    return PageFlow.publisher(readings, 1, elements, caller.executor());
  }

  private record Reading(StreamReader reader) implements PageSource<List<StreamRecord>> {
    @Override
    public boolean hasNext() {
      return !reader.isFinished();
    }

    @Override
    public CompletableFuture<List<StreamRecord>> next() {
      return reader.next();
    }
  }

  void close() {
    caller.chain().close();
  }

  CompletableFuture<String> shardIterator(
      Caller here, String streamArn, String shardId, String type, @Nullable String sequenceNumber) {
    return call(
        here,
        "GetShardIterator",
        json -> {
          json.name(StreamNames.STREAM_ARN).value(streamArn);
          json.name(StreamNames.SHARD_ID).value(shardId);
          json.name(StreamNames.SHARD_ITERATOR_TYPE).value(type);
          Members.text(json, StreamNames.SEQUENCE_NUMBER, sequenceNumber);
        },
        reply -> {
          String iterator = null;
          JsonReader json = reply.json();
          while (json.nextName()) {
            if (json.nameIs(StreamNames.SHARD_ITERATOR)) {
              iterator = json.string();
            } else {
              json.skip();
            }
          }
          if (iterator == null) {
            throw json.malformed("there is no ShardIterator");
          }
          return iterator;
        });
  }

  /**
   * Some records of a shard, and how to ask for more.
   *
   * @param nextIterator null when the shard has ended
   */
  record Records(List<StreamRecord> records, @Nullable String nextIterator) {}

  CompletableFuture<Records> records(
      Caller here, String shardId, String iterator, @Nullable Integer limit) {
    return call(
        here,
        "GetRecords",
        json -> {
          json.name(StreamNames.SHARD_ITERATOR).value(iterator);
          Members.number(json, Names.LIMIT, limit);
        },
        reply -> {
          List<StreamRecord> records = new ArrayList<>();
          String next = null;
          JsonReader json = reply.json();
          while (json.nextName()) {
            if (json.nameIs(StreamNames.RECORDS)) {
              json.beginArray();
              while (json.nextElement()) {
                records.add(StreamRecord.read(json, shardId));
              }
            } else if (json.nameIs(StreamNames.NEXT_SHARD_ITERATOR)
                && json.peek() == JsonReader.Kind.STRING) {
              next = json.string();
            } else {
              json.skip();
            }
          }
          return new Records(records, next);
        });
  }

  private static <R> CompletableFuture<R> call(
      Caller here, String operation, Consumer<JsonWriter> members, ReplyReader.Of<R> type) {
    return here.call(new StreamsCall(operation, members), type);
  }
}
