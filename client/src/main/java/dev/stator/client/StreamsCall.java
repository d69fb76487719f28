package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to DynamoDB Streams, which is a service of its own at an address of its own. All of
 * them read.
 *
 * @param operation the operation's name
 * @param members writes the request's members
 */
record StreamsCall(String operation, Consumer<JsonWriter> members) implements DynamoRequest {
  /** What the names of the service's operations begin with. */
  static final String PREFIX = "DynamoDBStreams_20120810.";

  private static final Set<String> OPERATIONS =
      Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams");

  /** Whether an error says that the service was asked too often: it has no other word for it. */
  static boolean isThrottled(Throwable failure) {
    return failure instanceof LimitExceededException limit
        && OPERATIONS.contains(limit.call().operation());
  }

  @Override
  public @Nullable String tableName() {
    return null;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    members.accept(json);
  }
}
