package dev.stator.replicate;

import dev.stator.item.Item;
import dev.stator.item.json.ItemDigest;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.MalformedJsonException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * <p>Reading checks what the manifest promises: size, MD5, number of items and digest of each
 * object, as far as it tells them. A difference is a {@link ReplicationException}. Memory does not
 * grow with the object. Safe for several threads, each reading another object.
 */
public final class Export {
  /** An item has at most 400 KB, and JSON needs at most six bytes for one. */
  private static final int MAX_LINE = 4 << 20;

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
    checkMd5(store, manifest.prefix(), bytes);
    Manifest.Summary summary;
    try {
      summary = Manifest.readSummary(bytes);
    } catch (IllegalArgumentException e) {
      throw unreadable(manifest.toString(), e);
    }
    byte[] files = store.get(summary.filesKey());
    checkMd5(store, summary.filesKey(), files);
    List<DataObject> objects;
    try {
      objects = Manifest.readFiles(files);
    } catch (IllegalArgumentException e) {
      throw unreadable(store.uri(summary.filesKey()), e);
    }
    long items = objects.stream().mapToLong(DataObject::items).sum();
    if (items != summary.itemCount()) {
      throw new ReplicationException(
          manifest
              + " contradicts itself: it has "
              + summary.itemCount()
              + " items, but its objects "
              + items,
          null,
          null);
    }
    return new Export(store, summary, objects);
  }

  /** Beside each manifest lies its MD5. */
  private static void checkMd5(S3Store store, String key, byte[] content) {
    String md5Key = key.replaceFirst("\\.json$", ".md5");
    if (!Arrays.equals(trim(store.get(md5Key)), Manifest.md5(content))) {
      throw new ReplicationException(
          store.uri(key) + " is damaged: its MD5 is not the one in " + md5Key, null, null);
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
   * Reads an object's items in order. They are handed on as they are read; that they are all, and
   * right, is known when this returns.
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
    ItemLines lines = new ItemLines(object, action);
    forEachLine(object, lines);
    ItemDigest digest = lines.digest;
    if (object.digest() != null && !object.digest().equals(digest.toHex())) {
      throw damaged(
          object, "its items have digest " + digest.toHex() + ", not " + object.digest(), null);
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
   * Reads an object's lines in order, of any format. They are handed on as they are read; that they
   * are all, and right, is known when this returns.
   *
   * @throws ReplicationException if the object is not what the manifest says
   */
  public void forEachLine(DataObject object, LineConsumer action) {
    MessageDigest md5 = md5();
    long lines;
    try (WholeInputStream raw = store.open(object.key())) {
      if (object.bytes() >= 0 && raw.length() >= 0 && raw.length() != object.bytes()) {
        throw damaged(object, "it has " + raw.length() + " bytes, not " + object.bytes(), null);
      }
      lines = readLines(object, raw, md5, action);
    } catch (IOException e) {
      throw store.failure("read", object.key(), e);
    }
    String sum = Base64.getEncoder().encodeToString(md5.digest());
    if (object.md5() != null && !object.md5().equals(sum)) {
      throw damaged(object, "its MD5 is " + sum + ", not " + object.md5(), null);
    }
    if (lines != object.items()) {
      throw damaged(object, "it has " + lines + " items, not " + object.items(), null);
    }
  }

  /** An error that is not the transfer's is the content's: it cannot be decompressed. */
  private long readLines(
      DataObject object, WholeInputStream raw, MessageDigest md5, LineConsumer action)
      throws IOException {
    if (raw.length() == 0) {
      return 0; // A native export has such objects; they are no gzip file.
    }
    DigestInputStream in = new DigestInputStream(raw, md5);
    long lines;
    try (InputStream plain = compressionOf(object.key()).decompress(new KeptOpen(in))) {
      lines = readLines(object, plain, action);
      in.transferTo(OutputStream.nullOutputStream()); // What follows the last line counts too.
    } catch (IOException e) {
      if (raw.isBroken()) {
        throw e;
      }
      throw damaged(object, String.valueOf(e.getMessage()), e);
    }
    return lines;
  }

  /** A decompressor is closed for its memory; the stream below still has an end to be read. */
  private static final class KeptOpen extends FilterInputStream {
    KeptOpen(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      return in.read(target, offset, count);
    }

    @Override
    public void close() {
      // Its owner closes it.
    }
  }

  private long readLines(DataObject object, InputStream in, LineConsumer action)
      throws IOException {
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
        if (length >= MAX_LINE) {
          throw damaged(
              object, "line " + (lines + 1) + " does not end in " + MAX_LINE + " bytes", null);
        }
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
  }

  private static Compression compressionOf(String key) {
    return key.endsWith(Compression.GZIP.suffix())
        ? Compression.GZIP
        : key.endsWith(Compression.ZSTD.suffix()) ? Compression.ZSTD : Compression.NONE;
  }

  private ReplicationException damaged(DataObject object, String how, @Nullable Throwable cause) {
    return new ReplicationException(
        store.uri(object.key()) + " is not what the manifest says: " + how,
        "the object was changed or damaged after the export: replicate again",
        cause);
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

  /** Takes {@code {"Item":{...}}} apart. What the action throws is the caller's own. */
  private final class ItemLines implements LineConsumer {
    private final JsonReader line = new JsonReader();
    private final ItemReader reader = new ItemReader();
    private final ItemDigest digest = new ItemDigest();
    private final DataObject object;
    private final Consumer<Item> action;

    ItemLines(DataObject object, Consumer<Item> action) {
      this.object = object;
      this.action = action;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      Item item;
      try {
        item = read(bytes, offset, length);
      } catch (MalformedJsonException e) {
        throw damaged(object, "line " + (digest.count() + 1) + " is no item: " + e.getMessage(), e);
      }
      action.accept(item);
    }

    private Item read(byte[] bytes, int offset, int length) {
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
      Item item = reader.reset(bytes, start, size).item();
      digest.addItem(reader.reset(bytes, start, size));
      return item;
    }
  }
}
