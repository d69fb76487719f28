package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.client.internal.http.SocketServer;
import dev.stator.item.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stream of scripted shards, for {@link FakeDynamo} to serve. A record's sequence number is its
 * place in its shard, from 1; an answer holds one record.
 */
final class FakeStream {
  static final String ARN = "arn:aws:dynamodb:eu-west-1:1:table/t/stream/now";

  private static final class Shard {
    final @Nullable String parent;
    final boolean open;
    final int records;
    boolean hidden;
    int trimmedTo;

    Shard(@Nullable String parent, int records, boolean open) {
      this.parent = parent;
      this.records = records;
      this.open = open;
    }
  }

  private final Map<String, Shard> shards = new LinkedHashMap<>();
  private final List<String> log = new ArrayList<>();
  private String status = "ENABLED";
  private int expiring;
  private int tooOldAfter;
  private int limited;

  FakeStream shard(String id, @Nullable String parent, int records, boolean open) {
    shards.put(id, new Shard(parent, records, open));
    return this;
  }

  /** Keeps a shard out of the first description. */
  FakeStream hiddenAtFirst(String id) {
    known(id).hidden = true;
    return this;
  }

  /** Has lost a shard's first records. */
  FakeStream trim(String id, int records) {
    known(id).trimmedTo = records;
    return this;
  }

  private Shard known(String id) {
    return Objects.requireNonNull(shards.get(id), id);
  }

  FakeStream turnedOff() {
    status = "DISABLED";
    return this;
  }

  /** Lets the next iterators that are used be too old. */
  FakeStream expire(int iterators) {
    expiring = iterators;
    return this;
  }

  /** Lets the iterator that comes after a record be too old, the first time it is used. */
  FakeStream expireOnceAfter(int record) {
    tooOldAfter = record;
    return this;
  }

  /** Refuses the next requests for records, as too many. */
  FakeStream limit(int requests) {
    limited = requests;
    return this;
  }

  /** What was asked: {@code DescribeStream}, {@code GetShardIterator a TRIM_HORIZON}, ... */
  synchronized List<String> log() {
    return List.copyOf(log);
  }

  synchronized void answer(SocketServer.Peer peer, FakeDynamo.Asked asked) throws IOException {
    String target = asked.header("x-amz-target");
    if (!target.startsWith("DynamoDBStreams_20120810.")) {
      peer.write(FakeDynamo.error(400, "UnknownOperationException", target));
      return;
    }
    String operation = target.substring(target.indexOf('.') + 1);
    Map<String, String> body = members(asked.body());
    peer.write(
        switch (operation) {
          case "DescribeStream" -> describe(body);
          case "GetShardIterator" -> iterator(body);
          default -> records(body);
        });
  }

  private String describe(Map<String, String> body) {
    log.add("DescribeStream");
    List<Map.Entry<String, Shard>> shown =
        shards.entrySet().stream().filter(entry -> !entry.getValue().hidden).toList();
    shards.values().forEach(shard -> shard.hidden = false);
    // A page holds two shards.
    String from = body.get("ExclusiveStartShardId");
    int first = 0;
    while (from != null && !shown.get(first++).getKey().equals(from)) {}
    int end = Math.min(first + 2, shown.size());
    String page =
        shown.subList(first, end).stream()
            .map(
                entry ->
                    "{\"ShardId\":\""
                        + entry.getKey()
                        + "\",\"SequenceNumberRange\":{\"StartingSequenceNumber\":\"1\""
                        + (entry.getValue().open ? "" : ",\"EndingSequenceNumber\":\"9\"")
                        + "}"
                        + (entry.getValue().parent == null
                            ? ""
                            : ",\"ParentShardId\":\"" + entry.getValue().parent + '"')
                        + "}")
            .collect(Collectors.joining(","));
    return FakeDynamo.ok(
        "{\"StreamDescription\":{\"StreamArn\":\""
            + ARN
            + "\",\"TableName\":\"t\",\"StreamLabel\":\"now\",\"StreamStatus\":\""
            + status
            + "\",\"StreamViewType\":\"KEYS_ONLY\",\"Shards\":["
            + page
            + "]"
            + (end < shown.size()
                ? ",\"LastEvaluatedShardId\":\"" + shown.get(end - 1).getKey() + '"'
                : "")
            + "}}");
  }

  private String iterator(Map<String, String> body) {
    String id = String.valueOf(body.get("ShardId"));
    String type = String.valueOf(body.get("ShardIteratorType"));
    String number = body.get("SequenceNumber");
    log.add("GetShardIterator " + id + ' ' + type + (number == null ? "" : ' ' + number));
    Shard shard = shards.get(id);
    if (shard == null) {
      return FakeDynamo.error(400, "ResourceNotFoundException", "no shard " + id);
    }
    int next =
        switch (type) {
          case "LATEST" -> shard.records;
          case "TRIM_HORIZON" -> shard.trimmedTo;
          default -> Integer.parseInt(String.valueOf(number));
        };
    return next < shard.trimmedTo
        ? FakeDynamo.error(400, "TrimmedDataAccessException", "gone")
        : FakeDynamo.ok("{\"ShardIterator\":\"" + id + ':' + next + "\"}");
  }

  private String records(Map<String, String> body) {
    String[] iterator = String.valueOf(body.get("ShardIterator")).split(":", -1);
    log.add("GetRecords " + iterator[0]);
    int next = Integer.parseInt(iterator[1]);
    if (expiring > 0 || (next > 0 && next == tooOldAfter)) {
      expiring = Math.max(expiring - 1, 0);
      tooOldAfter = 0;
      return FakeDynamo.error(400, "ExpiredIteratorException", "too old");
    }
    if (limited > 0) {
      limited--;
      return FakeDynamo.error(400, "LimitExceededException", "too many");
    }
    Shard shard = known(iterator[0]);
    boolean one = next < shard.records;
    String record =
        "{\"eventID\":\"e\",\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\""
            + iterator[0]
            + "\"}},\"SequenceNumber\":\""
            + (next + 1)
            + "\",\"SizeBytes\":3}}";
    int then = one ? next + 1 : next;
    boolean ended = !shard.open && then == shard.records;
    return FakeDynamo.ok(
        "{\"Records\":["
            + (one ? record : "")
            + "]"
            + (ended ? "" : ",\"NextShardIterator\":\"" + iterator[0] + ':' + then + '"')
            + "}");
  }

  private static Map<String, String> members(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    JsonReader reader = new JsonReader().reset(bytes, 0, bytes.length);
    Map<String, String> members = new HashMap<>();
    reader.beginObject();
    while (reader.nextName()) {
      String name = reader.name();
      if (reader.peek() == JsonReader.Kind.STRING) {
        members.put(name, reader.string());
      } else {
        reader.skip();
      }
    }
    return members;
  }
}
