package dev.stator.item.json;

import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short ways to write texts in tests. */
final class Texts {
  private Texts() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Item item(String json) {
    return ItemJson.read(utf8(json));
  }

  static String json(Item item) {
    return new String(ItemJson.write(item), StandardCharsets.UTF_8);
  }

  /** A Scan's response, its members in the service's order. */
  static byte[] page(List<Item> items, Item lastEvaluatedKey) {
    StringBuilder page = new StringBuilder("{\"ConsumedCapacity\":{\"CapacityUnits\":128.5,");
    page.append("\"TableName\":\"orders\"},\"Count\":").append(items.size()).append(",\"Items\":[");
    for (int i = 0; i < items.size(); i++) {
      page.append(i == 0 ? "" : ",").append(json(items.get(i)));
    }
    page.append("],\"LastEvaluatedKey\":").append(json(lastEvaluatedKey));
    return utf8(page.append(",\"ScannedCount\":").append(items.size()).append("}").toString());
  }
}
