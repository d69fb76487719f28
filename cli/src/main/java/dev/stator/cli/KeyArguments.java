package dev.stator.cli;

import dev.stator.item.Key;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which item: the table's name, and the key behind it. */
final class KeyArguments {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "The partition key's value, plainly; binary in base64")
  String partition = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "SORT",
      description = "The sort key's value, if the table has one")
  @Nullable String sort;

  Key key(TableSchema schema) {
    return KeyText.read(schema, partition, sort);
  }
}
