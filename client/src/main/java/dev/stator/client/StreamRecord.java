package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one item, as its table's stream holds it for 24 hours (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>).
 * A write that changes nothing makes none.
 *
 * @param shardId the shard it was read from
 * @param sequenceNumber its place in the shard: what to go on from, after it
 * @param eventId its name, the same whenever it is read
 * @param event what happened to the item
 * @param keys the item's key
 * @param newImage the item as it was then, where the stream holds that and it was not removed
 * @param oldImage the item as it was before, where the stream holds that and there was one
 * @param approximateCreationTime when it was written, to the second; null if the service does not
 *     say
 * @param sizeBytes how large the record is
 * @param userIdentity who did it, where that was not a user
 */
public record StreamRecord(
    String shardId,
    String sequenceNumber,
    String eventId,
    Event event,
    Item keys,
    @Nullable Item newImage,
    @Nullable Item oldImage,
    @Nullable Instant approximateCreationTime,
    long sizeBytes,
    @Nullable UserIdentity userIdentity) {
  /** What happened to an item. */
  public enum Event {
    /** It was written, and there was none of its key before. */
    INSERT,
    /** It was changed. */
    MODIFY,
    /** It was deleted. */
    REMOVE
  }

  /**
   * Who wrote, where that was not a user.
   *
   * @param type such as {@code Service}
   * @param principalId such as {@code dynamodb.amazonaws.com}
   */
  public record UserIdentity(String type, String principalId) {}

  /** Whether the item was deleted because its time to live was over, and not by a user. */
  public boolean expired() {
    return event == Event.REMOVE
        && userIdentity != null
        && userIdentity.principalId.equals("dynamodb.amazonaws.com");
  }

  static StreamRecord read(JsonReader json, String shardId) {
    String eventId = "";
    Event event = null;
    Change change = null;
    UserIdentity identity = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.peek() == JsonReader.Kind.NULL) {
        json.skip();
      } else if (json.nameIs(StreamNames.EVENT_ID)) {
        eventId = json.string();
      } else if (json.nameIs(StreamNames.EVENT_NAME)) {
        event = event(json);
      } else if (json.nameIs(StreamNames.DYNAMODB)) {
        change = Change.read(json);
      } else if (json.nameIs(StreamNames.USER_IDENTITY)
          || json.nameIs(StreamNames.USER_IDENTITY_OF_API)) {
        identity = identity(json);
      } else {
        json.skip();
      }
    }
    if (event == null || change == null) {
      throw json.malformed("a record lacks its eventName or its change");
    }
    return new StreamRecord(
        shardId,
        change.sequenceNumber,
        eventId,
        event,
        change.keys,
        change.newImage,
        change.oldImage,
        change.created,
        change.sizeBytes,
        identity);
  }

  private static Event event(JsonReader json) {
    String name = json.string();
    return switch (name) {
      case "INSERT" -> Event.INSERT;
      case "MODIFY" -> Event.MODIFY;
      case "REMOVE" -> Event.REMOVE;
      default -> throw json.malformed("there is no event " + name);
    };
  }

  private static UserIdentity identity(JsonReader json) {
    String type = "";
    String principal = "";
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(StreamNames.TYPE) || json.nameIs(StreamNames.TYPE_OF_EVENT)) {
        type = json.string();
      } else if (json.nameIs(StreamNames.PRINCIPAL_ID)
          || json.nameIs(StreamNames.PRINCIPAL_ID_OF_EVENT)) {
        principal = json.string();
      } else {
        json.skip();
      }
    }
    return new UserIdentity(type, principal);
  }

  /** The member {@code dynamodb} of a record. */
  private record Change(
      String sequenceNumber,
      Item keys,
      @Nullable Item newImage,
      @Nullable Item oldImage,
      @Nullable Instant created,
      long sizeBytes) {
    static Change read(JsonReader json) {
      String sequenceNumber = "";
      Item keys = Item.empty();
      Item newImage = null;
      Item oldImage = null;
      Instant created = null;
      long size = 0;
      json.beginObject();
      while (json.nextName()) {
        if (json.nameIs(StreamNames.SEQUENCE_NUMBER)) {
          sequenceNumber = json.string();
        } else if (json.nameIs(Names.KEYS)) {
          keys = json.item();
        } else if (json.nameIs(StreamNames.NEW_IMAGE)) {
          newImage = json.item();
        } else if (json.nameIs(StreamNames.OLD_IMAGE)) {
          oldImage = json.item();
        } else if (json.nameIs(StreamNames.APPROXIMATE_CREATION_DATE_TIME)) {
          long millis = BigDecimal.valueOf(json.doubleValue()).movePointRight(3).longValue();
          created = Instant.ofEpochMilli(millis);
        } else if (json.nameIs(StreamNames.SIZE_BYTES)) {
          size = json.longValue();
        } else {
          json.skip();
        }
      }
      return new Change(sequenceNumber, keys, newImage, oldImage, created, size);
    }
  }
}
