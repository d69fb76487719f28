package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The names of the tables in the region, a hundred at a time. */
final class TableNames {
  private TableNames() {}

  /** Hands out all names, page by page. */
  static void all(BlockingDynamoClient client, Consumer<List<String>> pages) {
    String last = null;
    do {
      List<String> page = new ArrayList<>();
      last = page(client, last, page);
      pages.accept(page);
    } while (last != null);
  }

  /** The first hundred names. */
  static List<String> some(BlockingDynamoClient client) {
    List<String> names = new ArrayList<>();
    var unused = page(client, null, names);
    return names;
  }

  private static @Nullable String page(
      BlockingDynamoClient client, @Nullable String after, List<String> names) {
    JsonWriter request = new JsonWriter(new Utf8Buffer(64)).beginObject();
    if (after != null) {
      request.name("ExclusiveStartTableName").value(after);
    }
    byte[] answer = client.execute("ListTables", request.endObject().buffer().toByteArray());
    JsonTree page = JsonTree.read(answer);
    names.addAll(page.texts("TableNames"));
    String last = page.text("LastEvaluatedTableName");
    return last.isEmpty() ? null : last;
  }
}
