package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.ValueExcerpt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a fault in a request is about, as messages begin: {@code PutItem of table "orders", item
 * {"id": "o-17"}}.
 */
final class RequestSubject {
  private static final Pattern ACTION =
      Pattern.compile("\\$\\.Transact(?:Items|Statements)\\[(\\d+)]");

  private RequestSubject() {}

  /**
   * @param path where in the request the fault is, such as {@code
   *     $.TransactItems[2].Put.Item.total}
   * @param show what is shown of values that may be those of a key
   */
  static String of(DynamoRequest request, String path, Function<AttributeValue, String> show) {
    return CallFacts.of(request).at(request.key()) + more(request, path, show);
  }

  /** What it is about, where that is no key: an item whose key only the table knows, an action. */
  private static String more(
      DynamoRequest request, String path, Function<AttributeValue, String> show) {
    if (request instanceof PutItemRequest put) {
      return ", item " + scalars(put.item(), show);
    }
    Matcher action = ACTION.matcher(path);
    if (!action.lookingAt()) {
      return "";
    }
    TransactionAction at = TransactionActions.of(request).get(Integer.parseInt(action.group(1)));
    return ", "
        + TransactionActions.describe(at)
        + (at instanceof PutItemRequest put ? ", item " + scalars(put.item(), show) : "");
  }

  /** The attributes that can be those of a key, up to four of them. */
  private static String scalars(Item item, Function<AttributeValue, String> show) {
    return item.asMap().entrySet().stream()
        .filter(attribute -> isScalar(attribute.getValue()))
        .limit(ValueExcerpt.MAX_MEMBERS)
        .map(attribute -> '"' + attribute.getKey() + "\": " + show.apply(attribute.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static boolean isScalar(AttributeValue value) {
    return value instanceof AttributeValue.S
        || value instanceof AttributeValue.N
        || value instanceof AttributeValue.B;
  }
}
