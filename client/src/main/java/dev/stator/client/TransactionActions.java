package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.ValueExcerpt;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction's actions, and the reasons that belong to them. */
final class TransactionActions {
  private TransactionActions() {}

  /** The actions of a request; none where they are not known, or it is no transaction. */
  static List<? extends TransactionAction> of(DynamoRequest request) {
    if (request instanceof TransactWriteItemsRequest write) {
      return write.transactItems();
    } else if (request instanceof TransactGetItemsRequest get) {
      return get.transactItems();
    } else if (request instanceof ExecuteTransactionRequest statements) {
      return statements.transactStatements();
    }
    return List.of();
  }

  /** What an action is and where: {@code Update of table "orders", key {"id": "o-17"}}. */
  static String describe(TransactionAction action) {
    Item key = action.key();
    return action.actionName()
        + (action.tableName() == null ? "" : " of table \"" + action.tableName() + '"')
        + (key == null ? "" : ", key " + ValueExcerpt.of(key));
  }

  /** Reads {@code CancellationReasons}: one for each action, in their order. */
  static List<CancellationReason> readReasons(
      JsonReader json, List<? extends TransactionAction> actions, RequestExcerpt request) {
    List<CancellationReason> reasons = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      String code = CancellationReason.NONE;
      String message = "";
      Item item = null;
      json.beginObject();
      while (json.nextName()) {
        if (json.peek() == JsonReader.Kind.NULL) {
          json.skip();
        } else if (json.nameIs(Names.CODE)) {
          code = json.string();
        } else if (json.nameIs(Names.MESSAGE)) {
          message = json.string();
        } else if (json.nameIs(Names.ITEM)) {
          item = json.item();
        } else {
          json.skip();
        }
      }
      int index = reasons.size();
      @Nullable TransactionAction action = index < actions.size() ? actions.get(index) : null;
      boolean explained =
          code.equals(CancellationReason.CONDITION_FAILED)
              || code.startsWith("Validation")
              || (action instanceof Statement && !code.equals(CancellationReason.NONE));
      String expressions = explained ? request.expressionsOf(index) : "";
      reasons.add(new CancellationReason(index, action, code, message, item, expressions));
    }
    return reasons;
  }
}
