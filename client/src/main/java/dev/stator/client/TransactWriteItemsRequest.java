package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does up to 100 writes of up to 4 MB on one or more tables, all or none (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>).
 * No two of them may be on one item. One that is not done ends in a {@link
 * TransactionCanceledException}.
 *
 * <p>The token makes the request safe to repeat: within ten minutes after it was done, a second one
 * with the same token and content does nothing and succeeds. A call whose request has no token gets
 * one of its own, which all of its attempts have, so that what was done is never done twice. Set
 * one to repeat a call yourself, as after a crash.
 *
 * @param transactItems the actions
 * @param clientRequestToken the token, of up to 36 characters; null for one that each call makes
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 * @param returnItemCollectionMetrics whether the answer is to report the size of item collections
 */
public record TransactWriteItemsRequest(
    List<TransactWriteItem> transactItems,
    @Nullable String clientRequestToken,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity,
    @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics)
    implements DynamoRequest {
  /**
   * @throws IllegalArgumentException if an action asks for what a transaction does not tell
   */
  public TransactWriteItemsRequest {
    transactItems = List.copyOf(transactItems);
    for (int i = 0; i < transactItems.size(); i++) {
      requireActionOnly(i, transactItems.get(i));
    }
  }

  /** A request that asks for no figures. */
  public static TransactWriteItemsRequest of(TransactWriteItem... transactItems) {
    return builder().add(transactItems).build();
  }

  /** A request without actions. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String operation() {
    return "TransactWriteItems";
  }

  @Override
  public @Nullable String tableName() {
    return Members.onlyTable(transactItems);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TRANSACT_ITEMS).beginArray();
    for (TransactWriteItem action : transactItems) {
      action.writeMembers(json.beginObject().name(action.actionName()).beginObject());
      json.endObject().endObject();
    }
    json.endArray();
    Members.token(json, clientRequestToken);
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
    Members.word(json, Names.RETURN_ITEM_COLLECTION_METRICS, returnItemCollectionMetrics);
  }

  private static void requireActionOnly(int index, TransactWriteItem action) {
    boolean asks = false;
    if (action instanceof PutItemRequest put) {
      asks =
          put.returnValues() != null
              || put.returnConsumedCapacity() != null
              || put.returnItemCollectionMetrics() != null;
    } else if (action instanceof UpdateItemRequest update) {
      asks =
          update.returnValues() != null
              || update.returnConsumedCapacity() != null
              || update.returnItemCollectionMetrics() != null;
    } else if (action instanceof DeleteItemRequest delete) {
      asks =
          delete.returnValues() != null
              || delete.returnConsumedCapacity() != null
              || delete.returnItemCollectionMetrics() != null;
    }
    if (asks) {
      throw new IllegalArgumentException(
          "TransactWriteItems: action "
              + (index + 1)
              + ", "
              + TransactionActions.describe(action)
              + ": a transaction returns no values of an action, and reports capacity and item"
              + " collections only as a whole: ask for them in the transaction");
    }
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final List<TransactWriteItem> transactItems = new ArrayList<>();
    private @Nullable String clientRequestToken;
    private @Nullable ReturnConsumedCapacity returnConsumedCapacity;
    private @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics;

    private Builder() {}

    /** Adds actions. */
    public Builder add(TransactWriteItem... actions) {
      transactItems.addAll(List.of(actions));
      return this;
    }

    /** The token that says that two requests are one, such as a {@link UUID}. */
    public Builder clientRequestToken(String clientRequestToken) {
      this.clientRequestToken = clientRequestToken;
      return this;
    }

    /** How much of the consumed capacity the answer is to report. */
    public Builder returnConsumedCapacity(ReturnConsumedCapacity returnConsumedCapacity) {
      this.returnConsumedCapacity = returnConsumedCapacity;
      return this;
    }

    /** Whether the answer is to report the size of item collections. */
    public Builder returnItemCollectionMetrics(
        ReturnItemCollectionMetrics returnItemCollectionMetrics) {
      this.returnItemCollectionMetrics = returnItemCollectionMetrics;
      return this;
    }

    /** The request. */
    public TransactWriteItemsRequest build() {
      return new TransactWriteItemsRequest(
          transactItems, clientRequestToken, returnConsumedCapacity, returnItemCollectionMetrics);
    }
  }
}
