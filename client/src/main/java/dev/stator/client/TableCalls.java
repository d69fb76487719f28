package dev.stator.client;

import static dev.stator.item.expression.Attribute.attribute;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.expression.Update;
import dev.stator.item.json.JsonReader;
import dev.stator.records.ItemCodec;
import dev.stator.records.RecordMappingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a table of records makes, for both of its views.
 *
 * <p>Where the record has a version, a write of a record holds only if the stored version is still
 * the record's, or if there is none and the record's is 0; and it stores the next. An update that
 * has no record at hand counts the version up, so that whoever holds the item notices.
 */
final class TableCalls<T> {
  /** Asks for the item as it is after an update. */
  static final Consumer<UpdateItemRequest.Builder> RETURNING =
      options -> options.returnValues(ReturnValues.ALL_NEW);

  private static final String UPDATE = "UpdateItem";
  private static final String DELETE = "DeleteItem";
  private static final String TRANSACT_GET = "TransactGetItems";

  private final RecordItems<T> items;

  TableCalls(String tableName, ItemCodec<T> codec) {
    this.items = new RecordItems<>(tableName, codec);
  }

  RecordItems<T> items() {
    return items;
  }

  TableCall<RecordResponse<T>> get(Key key, Consumer<GetItemRequest.Builder> options) {
    GetItemRequest.Builder request = GetItemRequest.builder(tableName(), checked("GetItem", key));
    options.accept(request);
    return TableCall.of(request.build(), reply -> RecordResponse.readItem(reply, items));
  }

  /** Reads of several keys at one moment, whose records are read from the answer. */
  TableCall<List<RecordRead<T>>> transactGet(List<Key> keys) {
    List<GetItemRequest> gets =
        keys.stream()
            .map(key -> GetItemRequest.builder(tableName(), checked(TRANSACT_GET, key)).build())
            .toList();
    return TableCall.of(
        new TransactGetItemsRequest(gets, null), reply -> readTogether(reply, keys));
  }

  private List<RecordRead<T>> readTogether(ReplyReader reply, List<Key> keys) {
    List<RecordRead<T>> reads = new ArrayList<>(keys.size());
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.RESPONSES)) {
        json.beginArray();
        while (json.nextElement()) {
          if (reads.size() == keys.size()) {
            throw json.malformed("there are more items than keys that were asked for");
          }
          int position = reads.size();
          reads.add(
              items.outcome(TRANSACT_GET, position, keys.get(position), found(json), 1, null));
        }
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(new ArrayList<>());
      } else {
        json.skip();
      }
    }
    if (reads.size() < keys.size()) {
      throw json.malformed("there are fewer items than keys that were asked for");
    }
    return reads;
  }

  private @Nullable Found<T> found(JsonReader json) {
    Found<T> found = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.ITEM)) {
        found = Found.read(json, items);
      } else {
        json.skip();
      }
    }
    return found;
  }

  TableCall<RecordResponse<T>> put(T item, Consumer<PutItemRequest.Builder> options) {
    requireNotNull("PutItem", "record", item);
    PutItemRequest.Builder builder = PutItemRequest.builder(tableName(), Item.empty());
    options.accept(builder);
    PutItemRequest request = builder.build();
    VersionCheck check = VersionCheck.of(items.codec(), item);
    T written = item;
    if (check != null) {
      builder.andCondition(check.condition());
      if (request.conditionExpression() != null) {
        builder.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
      }
      written = items.codec().withVersion(item, check.next());
    }
    ReturnValues returned = wholeItem("PutItem", request.returnValues());
    T stored = written;
    return new TableCall<>(
        new RecordPut<>(check == null ? request : builder.build(), items, stored),
        reply -> RecordResponse.readWrite(reply, items, stored, returned),
        VersionCheck.failure(check, request.conditionExpression()));
  }

  TableCall<RecordResponse<T>> update(T item, Consumer<UpdateItemRequest.Builder> options) {
    UpdateItemRequest.Builder builder = UpdateItemRequest.builder(tableName(), key(UPDATE, item));
    options.accept(builder);
    UpdateItemRequest request = builder.build();
    if (request.updateExpression() != null) {
      throw new IllegalArgumentException(
          call(UPDATE).at(request.key())
              + ": the record is the update; an expression goes with a key, or with a record and an"
              + " Update");
    }
    VersionCheck check = VersionCheck.of(items.codec(), item);
    T written = item;
    if (check != null) {
      check(builder, request, check);
      written = items.codec().withVersion(item, check.next());
    }
    ReturnValues returned = wholeItem(UPDATE, request.returnValues());
    T stored = written;
    return new TableCall<>(
        new RecordUpdate<>(check == null ? request : builder.build(), items, stored),
        reply -> RecordResponse.readWrite(reply, items, stored, returned),
        VersionCheck.failure(check, request.conditionExpression()));
  }

  /** Changes the item of a record, which must still have the record's version. */
  TableCall<RecordResponse<T>> update(
      T item, Update update, Consumer<UpdateItemRequest.Builder> options) {
    UpdateItemRequest.Builder builder =
        UpdateItemRequest.builder(tableName(), key(UPDATE, item)).updateExpression(update);
    options.accept(builder);
    VersionCheck check = VersionCheck.of(items.codec(), item);
    if (check != null) {
      check(builder, builder.build(), check);
      builder.andUpdate(attribute(check.attribute()).set(check.next()));
    }
    return new TableCall<>(
        builder.build(),
        reply -> RecordResponse.readWrite(reply, items, null, ReturnValues.ALL_NEW),
        VersionCheck.failure(check, null));
  }

  TableCall<RecordResponse<T>> update(Key key, Consumer<UpdateItemRequest.Builder> options) {
    UpdateItemRequest.Builder builder =
        UpdateItemRequest.builder(tableName(), checked(UPDATE, key));
    options.accept(builder);
    String version = items.codec().versionAttribute();
    if (version != null) {
      builder.andUpdate(attribute(version).add(1));
    }
    UpdateItemRequest request = builder.build();
    ReturnValues returned = wholeItem(UPDATE, request.returnValues());
    return TableCall.of(request, reply -> RecordResponse.readWrite(reply, items, null, returned));
  }

  TableCall<RecordResponse<T>> delete(Key key, Consumer<DeleteItemRequest.Builder> options) {
    DeleteItemRequest.Builder builder =
        DeleteItemRequest.builder(tableName(), checked(DELETE, key));
    options.accept(builder);
    DeleteItemRequest request = builder.build();
    return TableCall.of(request, deleted(request));
  }

  TableCall<RecordResponse<T>> deleteItem(T item, Consumer<DeleteItemRequest.Builder> options) {
    DeleteItemRequest.Builder builder = DeleteItemRequest.builder(tableName(), key(DELETE, item));
    options.accept(builder);
    DeleteItemRequest request = builder.build();
    VersionCheck check = VersionCheck.of(items.codec(), item);
    if (check != null) {
      builder.andCondition(check.condition());
      if (request.conditionExpression() != null) {
        builder.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
      }
    }
    return new TableCall<>(
        check == null ? request : builder.build(),
        deleted(request),
        VersionCheck.failure(check, request.conditionExpression()));
  }

  TableCall<RecordPage<T>> query(Consumer<QueryRequest.Builder> options) {
    QueryRequest.Builder builder = QueryRequest.builder(tableName());
    options.accept(builder);
    return TableCall.of(builder.build(), reply -> RecordPage.read(reply, items));
  }

  TableCall<RecordPage<T>> scan(Consumer<ScanRequest.Builder> options) {
    ScanRequest.Builder builder = ScanRequest.builder(tableName());
    options.accept(builder);
    return TableCall.of(builder.build(), reply -> RecordPage.read(reply, items));
  }

  private String tableName() {
    return items.tableName();
  }

  private ReplyReader.Of<RecordResponse<T>> deleted(DeleteItemRequest request) {
    ReturnValues returned = wholeItem(DELETE, request.returnValues());
    return reply -> RecordResponse.readWrite(reply, items, null, returned);
  }

  private static void check(
      UpdateItemRequest.Builder builder, UpdateItemRequest request, VersionCheck check) {
    builder.andCondition(check.condition());
    if (request.conditionExpression() != null) {
      builder.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
  }

  private CallFacts call(String operation) {
    return new CallFacts(operation, tableName(), null, 0);
  }

  private void requireNotNull(String operation, String what, @Nullable Object value) {
    if (value == null) {
      throw call(operation).invalid("the " + what + " is null");
    }
  }

  private Key key(String operation, T item) {
    requireNotNull(operation, "record", item);
    try {
      return items.key(item);
    } catch (RecordMappingException e) {
      throw e.during(operation);
    }
  }

  private @Nullable ReturnValues wholeItem(String operation, @Nullable ReturnValues values) {
    if (values == ReturnValues.UPDATED_NEW || values == ReturnValues.UPDATED_OLD) {
      throw call(operation)
          .invalid(
              values + " is a part of an item, which is no record: ask for ALL_NEW or ALL_OLD");
    }
    return values;
  }

  /** The key, which must be one of this table. */
  Key checked(String operation, Key key) {
    requireNotNull(operation, "key", key);
    KeySchema schema = items.codec().keySchema();
    boolean matches =
        matches(schema.partitionKey(), key.partitionName(), key.partitionValue().type())
            && (schema.sortKey() == null
                ? key.sortName() == null
                : key.sortName() != null
                    && key.sortValue() != null
                    && matches(schema.sortKey(), key.sortName(), key.sortValue().type()));
    if (!matches) {
      throw new IllegalArgumentException(
          call(operation).at(key.toItem())
              + ": it is none of record "
              + items.codec().type().getSimpleName()
              + ", whose key is "
              + described(schema.partitionKey())
              + (schema.sortKey() == null ? "" : " and " + described(schema.sortKey())));
    }
    return key;
  }

  private static boolean matches(KeySchema.Attribute attribute, String name, AttributeType type) {
    return attribute.name().equals(name) && attribute.type() == type;
  }

  private static String described(KeySchema.Attribute attribute) {
    return attribute.name() + " (" + attribute.type() + ")";
  }
}
