package dev.stator.cli;

import dev.stator.item.Item;
import dev.stator.item.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where items come from: the command line, a file or stdin. */
final class ItemInput {
  @Option(
      names = {"-i", "--item"},
      paramLabel = "JSON|@FILE|-",
      description =
          "The item; its key may be left out where KEY says it. From a file, or from stdin with -,"
              + " there may be many: one a line, or an array")
  @Nullable String item;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description =
          "What the items are: ${COMPLETION-CANDIDATES}. In json there are no sets and no binary;"
              + " ${DEFAULT-VALUE} by default")
  ItemForm format = ItemForm.JSON;

  boolean given() {
    return item != null;
  }

  /**
   * The items, to be closed.
   *
   * @throws CommandFailure if the file cannot be read
   */
  Items open(InputStream stdin) throws IOException {
    String given = item == null ? "{}" : item;
    if (given.equals("-")) {
      return new Items(stdin, "stdin", format);
    }
    if (!given.startsWith("@")) {
      byte[] json = given.getBytes(StandardCharsets.UTF_8);
      return new Items(new ByteArrayInputStream(json), "--item", format);
    }
    Path file = Path.of(given.substring(1));
    try {
      if (Files.isDirectory(file)) {
        throw CommandFailure.usage("--item " + given + ": it is a folder", "name a file of items");
      }
      return new Items(Files.newInputStream(file), file.toString(), format);
    } catch (FileSystemException e) {
      throw CommandFailure.usage(
          "--item "
              + given
              + (Files.exists(file) ? ": the file cannot be read" : ": there is no such file"),
          "@ stands before a file's name, - for stdin");
    }
  }

  /** Items one after another. Not for several threads. */
  static final class Items implements AutoCloseable {
    private final InputStream in;
    private final JsonValues values;
    private final ItemForm format;

    Items(InputStream in, String source, ItemForm format) {
      this.in = in;
      this.values = new JsonValues(in, source);
      this.format = format;
    }

    /**
     * The next item; null at the end.
     *
     * @throws CommandFailure if it is none
     */
    @Nullable Item next() throws IOException {
      if (!values.next()) {
        return null;
      }
      try {
        return format.read(values.array(), values.offset(), values.length());
      } catch (MalformedJsonException e) {
        throw CommandFailure.usage(
            place() + ": " + e.getMessage(),
            format == ItemForm.JSON
                ? "it is read as plain JSON, which has no sets and no binary; DynamoDB JSON comes"
                    + " with --format dynamodb-json"
                : "it is read as DynamoDB JSON, {\"id\":{\"S\":\"o-17\"}}");
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage(place() + ": " + e.getMessage());
      }
    }

    /** Whether the next item can be had without waiting for whoever writes it. */
    boolean ready() throws IOException {
      return values.ready();
    }

    /** Where the item was. */
    String place() {
      return values.place();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
