package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * A table with both kinds of index: the orders of a customer by number, by amount (local), and all
 * orders by status and number (global, with the amount besides the keys).
 */
final class OrdersTable {
  static final String NAME = "orders";
  static final String BY_AMOUNT = "by-amount";
  static final String BY_STATUS = "by-status";

  private OrdersTable() {}

  static CreateTableRequest create() {
    return LocalDynamo.table(NAME)
        .keySchema(LocalDynamo.key("customer", "number"))
        .attributeDefinitions(
            LocalDynamo.string("customer"),
            LocalDynamo.number("number"),
            LocalDynamo.number("amount"),
            LocalDynamo.string("status"))
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName(BY_AMOUNT)
                .keySchema(LocalDynamo.key("customer", "amount"))
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build())
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(BY_STATUS)
                .keySchema(LocalDynamo.key("status", "number"))
                .projection(
                    p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("amount"))
                .build())
        .build();
  }

  static Key key(String customer, int number) {
    return Key.of("customer", customer, "number", number);
  }

  static Item order(String customer, int number, int amount, String status) {
    return Item.builder()
        .put("customer", customer)
        .put("number", AttributeValue.of(number))
        .put("amount", AttributeValue.of(amount))
        .put("status", status)
        .put("note", "order " + number)
        .build();
  }
}
