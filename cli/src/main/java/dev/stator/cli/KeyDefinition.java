package dev.stator.cli;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Keys of tables and indexes as they are typed: {@code id:S}, and {@code
 * by-customer=customer:S,placed:N} for an index.
 */
final class KeyDefinition {
  /** How a global index is typed, for the help of options. */
  static final String INDEX_FORM = "NAME=KEY:TYPE[,SORT:TYPE][,ATTRIBUTE...]";

  static final String INDEX_DESCRIPTION =
      "A global index with all attributes, or with keys-only or those named behind the key";

  private KeyDefinition() {}

  /**
   * An index that is wanted.
   *
   * @param name its name
   * @param key its key
   * @param projection the attributes that it has besides keys
   */
  record Index(String name, KeySchema key, Projection projection) {}

  /** One attribute, {@code id:S} or, as dynein has it, {@code id,S}; null if it has no type. */
  static KeySchema.@Nullable Attribute attribute(String typed) {
    int separator = Math.max(typed.lastIndexOf(':'), typed.lastIndexOf(','));
    if (separator < 1) {
      return null;
    }
    String type = typed.substring(separator + 1);
    return switch (type) {
      case "S", "N", "B" ->
          new KeySchema.Attribute(typed.substring(0, separator), AttributeType.valueOf(type));
      default -> null;
    };
  }

  /** A table's key: one attribute, or two. */
  static KeySchema key(List<String> typed) {
    List<KeySchema.Attribute> attributes = new ArrayList<>();
    for (String each : typed) {
      KeySchema.Attribute attribute = attribute(each);
      if (attribute == null) {
        throw CommandFailure.usage(
            "--keys: " + each + " is no key", "a key is a name and its type: id:S, line:N, hash:B");
      }
      attributes.add(attribute);
    }
    return new KeySchema(attributes.get(0), attributes.size() > 1 ? attributes.get(1) : null);
  }

  /** An index: its name, one or two key attributes, then those that it is to have besides. */
  static Index index(String option, String typed) {
    int equals = typed.indexOf('=');
    List<KeySchema.Attribute> key = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String part : typed.substring(equals + 1).split(",", -1)) {
      KeySchema.Attribute attribute = attribute(part);
      if (attribute != null) {
        key.add(attribute);
      } else {
        others.add(part);
      }
    }
    if (equals < 1 || key.isEmpty() || key.size() > 2 || others.contains("")) {
      throw CommandFailure.usage(
          option + " " + typed + ": this is no index",
          "an index is NAME=KEY:TYPE or NAME=KEY:TYPE,SORT:TYPE, and behind that keys-only, or"
              + " names of attributes that it is to have besides: by-customer=customer:S,total");
    }
    return new Index(
        typed.substring(0, equals),
        new KeySchema(key.get(0), key.size() > 1 ? key.get(1) : null),
        projection(others));
  }

  private static Projection projection(List<String> others) {
    if (others.isEmpty()) {
      return Projection.builder().projectionType(ProjectionType.ALL).build();
    }
    return others.equals(List.of("keys-only"))
        ? Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build()
        : Projection.builder()
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(others)
            .build();
  }

  /** The key as requests have it. */
  static List<KeySchemaElement> elements(KeySchema key) {
    List<KeySchemaElement> elements = new ArrayList<>();
    elements.add(element(key.partitionKey(), KeyType.HASH));
    if (key.sortKey() != null) {
      elements.add(element(key.sortKey(), KeyType.RANGE));
    }
    return elements;
  }

  /**
   * Adds the types of the key's attributes to those that are known.
   *
   * @throws CommandFailure if one is known to have another
   */
  static void collect(KeySchema key, Map<String, AttributeType> types) {
    collect(key.partitionKey(), types);
    if (key.sortKey() != null) {
      collect(key.sortKey(), types);
    }
  }

  static List<AttributeDefinition> definitions(Map<String, AttributeType> types) {
    return types.entrySet().stream()
        .map(
            entry ->
                AttributeDefinition.builder()
                    .attributeName(entry.getKey())
                    .attributeType(entry.getValue().name())
                    .build())
        .toList();
  }

  private static void collect(KeySchema.Attribute attribute, Map<String, AttributeType> types) {
    AttributeType other = types.put(attribute.name(), attribute.type());
    if (other != null && other != attribute.type()) {
      throw CommandFailure.usage(
          "key attribute "
              + attribute.name()
              + " is given as "
              + other
              + " and as "
              + attribute.type(),
          "an attribute has one type in all keys of a table");
    }
  }

  private static KeySchemaElement element(KeySchema.Attribute attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }
}
