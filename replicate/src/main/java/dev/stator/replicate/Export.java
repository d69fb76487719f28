package dev.stator.replicate;

import dev.stator.item.Item;
import dev.stator.item.json.ItemDigest;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A finished export in S3, to be read back: one of ours, or a native full export in DynamoDB JSON.
 *
 * <pre>{@code
 * Export export = Export.open(s3, summary.manifest());
 * for (DataObject object : export.objects()) {
 *   export.forEachItem(object, item -> ...);
 * }
 * }</pre>
 *
 * <p>Reading checks what the manifest promises: the MD5, the number of items and, where there is
 * one, the digest of each object. A difference is a {@link ReplicationException}. Memory does not
 * grow with the object. Safe for several threads, each reading another object.
 */
public final class Export {
  private static final byte[] ITEM = {'I', 't', 'e', 'm'};

  private final S3Store store;
  private final Manifest.Summary summary;
  private final List<DataObject> objects;

  private Export(S3Store store, Manifest.Summary summary, List<DataObject> objects) {
    this.store = store;
    this.summary = summary;
    this.objects = objects;
  }

  /**
   * Reads and checks an export's manifest.
   *
   * @param manifest where {@code manifest-summary.json} is
   * @throws ReplicationException if there is none, it cannot be read, or it contradicts itself
   */
  public static Export open(S3Access s3, S3Location manifest) {
    S3Store store = new S3Store(s3, manifest.bucket(), 1);
    byte[] bytes = store.get(manifest.prefix());
    Manifest.Summary summary;
    try {
      summary = Manifest.readSummary(bytes);
    } catch (IllegalArgumentException e) {
      throw unreadable(manifest.toString(), e);
    }
    byte[] files = store.get(summary.filesKey());
    String md5Key = summary.filesKey().replaceFirst("\\.json$", ".md5");
    if (!Arrays.equals(trim(store.get(md5Key)), Manifest.md5(files))) {
      throw new ReplicationException(
          store.uri(summary.filesKey()) + " is damaged: its MD5 is not the one in " + md5Key,
          null,
          null);
    }
    try {
      return new Export(store, summary, Manifest.readFiles(files));
    } catch (IllegalArgumentException e) {
      throw unreadable(store.uri(summary.filesKey()), e);
    }
  }

  /** The data objects, in the manifest's order. */
  public List<DataObject> objects() {
    return objects;
  }

  /** How many items the manifest says there are. */
  public long itemCount() {
    return summary.itemCount();
  }

  /** What the lines look like. */
  public ExportFormat format() {
    return summary.format();
  }

  /** The items' digest in hexadecimal, or null in exports that others made. */
  public @Nullable String digest() {
    return summary.digest();
  }

  /**
   * Reads an object's items in order.
   *
   * @return the digest of what was read
   * @throws ReplicationException if the object is not what the manifest says, or if its lines are
   *     plain JSON, which keeps no types
   */
  public ItemDigest forEachItem(DataObject object, Consumer<Item> action) {
    if (summary.format() != ExportFormat.DYNAMODB_JSON) {
      throw new ReplicationException(
          "the export is in format " + summary.format() + ", which keeps no types to read back",
          "replicate with format dynamodb-json",
          null);
    }
    ItemLines lines = new ItemLines(action);
    forEachLine(object, lines);
    ItemDigest digest = lines.digest;
    if (object.digest() != null && !object.digest().equals(digest.toHex())) {
      throw damaged(object, "its items have digest " + digest.toHex() + ", not " + object.digest());
    }
    return digest;
  }

  /** One line, without its newline; the slice is valid during the call. */
  @FunctionalInterface
  public interface LineConsumer {
    /**
     * Takes a line.
     *
     * @param bytes the array that holds it
     * @param offset where it begins
     * @param length how long it is
     */
    void accept(byte[] bytes, int offset, int length);
  }

  /**
   * Reads an object's lines in order, of any format.
   *
   * @throws ReplicationException if the object is not what the manifest says
   */
  public void forEachLine(DataObject object, LineConsumer action) {
    MessageDigest md5 = md5();
    long lines;
    try (InputStream raw = store.open(object.key());
        DigestInputStream in = new DigestInputStream(raw, md5)) {
      InputStream plain = compressionOf(object.key()).decompress(in);
      lines = readLines(plain, action);
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw store.failure("read", object.key(), e);
    } catch (IllegalArgumentException e) {
      throw damaged(object, e.getMessage());
    }
    String sum = Base64.getEncoder().encodeToString(md5.digest());
    if (object.md5() != null && !object.md5().equals(sum)) {
      throw damaged(object, "its MD5 is " + sum + ", not " + object.md5());
    }
    if (lines != object.items()) {
      throw damaged(object, "it has " + lines + " items, not " + object.items());
    }
  }

  private static long readLines(InputStream in, LineConsumer action) throws IOException {
    byte[] buffer = new byte[256 * 1024];
    int length = 0;
    long lines = 0;
    while (true) {
      int n = in.read(buffer, length, buffer.length - length);
      int end = length + Math.max(n, 0);
      int from = 0;
      for (int i = length; i < end; i++) {
        if (buffer[i] == '\n') {
          if (i > from) {
            action.accept(buffer, from, i - from);
            lines++;
          }
          from = i + 1;
        }
      }
      if (n < 0) {
        if (end > from) {
          action.accept(buffer, from, end - from);
          lines++;
        }
        return lines;
      }
      length = end - from;
      System.arraycopy(buffer, from, buffer, 0, length);
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
  }

  private static Compression compressionOf(String key) {
    return key.endsWith(Compression.GZIP.suffix())
        ? Compression.GZIP
        : key.endsWith(Compression.ZSTD.suffix()) ? Compression.ZSTD : Compression.NONE;
  }

  private ReplicationException damaged(DataObject object, @Nullable String how) {
    return new ReplicationException(
        store.uri(object.key()) + " is not what the manifest says: " + how, null, null);
  }

  private static ReplicationException unreadable(String uri, IllegalArgumentException e) {
    return new ReplicationException(
        uri + " is no manifest that can be read: " + e.getMessage(), null, e);
  }

  private static byte[] trim(byte[] text) {
    return new String(text, java.nio.charset.StandardCharsets.US_ASCII)
        .strip()
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Takes {@code {"Item":{...}}} apart. */
  private static final class ItemLines implements LineConsumer {
    private final JsonReader line = new JsonReader();
    private final ItemReader reader = new ItemReader();
    private final ItemDigest digest = new ItemDigest();
    private final Consumer<Item> action;

    ItemLines(Consumer<Item> action) {
      this.action = action;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      line.reset(bytes, offset, length).beginObject();
      if (!line.nextName() || !line.nameIs(ITEM)) {
        throw line.malformed("a line of an export begins with {\"Item\":");
      }
      line.skip();
      int start = line.valueStart();
      int size = line.valueEnd() - start;
      if (line.nextName()) {
        throw line.malformed("a line of an export holds one Item and nothing else");
      }
      line.endDocument();
      digest.addItem(reader.reset(bytes, start, size));
      action.accept(reader.reset(bytes, start, size).item());
    }
  }
}
