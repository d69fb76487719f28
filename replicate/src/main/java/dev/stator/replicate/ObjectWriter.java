package dev.stator.replicate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes one data object straight from memory: lines in, compressed if so wished, parts out. An
 * object that fits one part is put at once; a larger one is a multipart upload, which exists only
 * when it is completed. Until {@link #finish} there is no object. Not for several threads.
 */
final class ObjectWriter {
  private final S3Store store;
  private final String key;
  private final PartBuffer part;
  private final LongConsumer uploaded;
  private final @Nullable MessageDigest md5;
  private final OutputStream lines;
  private final List<CompletedPart> parts = new ArrayList<>();
  private @Nullable String uploadId;
  private boolean abandoned;
  private long lineBytes;
  private long bytes;

  /**
   * @param part the memory to collect parts in; whatever it holds is dropped
   * @param withMd5 whether the manifest wants an MD5, which costs more than all else here
   * @param uploaded told of every part that S3 has taken, with its size
   */
  ObjectWriter(
      S3Store store,
      String key,
      PartBuffer part,
      Compression compression,
      boolean withMd5,
      LongConsumer uploaded) {
    this.store = store;
    this.key = key;
    this.part = part;
    this.uploaded = uploaded;
    this.md5 = withMd5 ? md5() : null;
    part.clear();
    try {
      lines = compression.compress(new Parts());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
  }

  /** Appends whole lines. */
  void write(byte[] source, int offset, int count) {
    try {
      lines.write(source, offset, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lineBytes += count;
  }

  /** How many bytes of lines went in, before compression. */
  long lineBytes() {
    return lineBytes;
  }

  /** Makes the object appear. */
  DataObject finish(long items, String digest) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String etag;
    if (uploadId == null) {
      etag = store.put(key, part.content(), part.crc32());
      count();
    } else {
      if (part.length() > 0) {
        uploadPart();
      }
      etag = store.completeUpload(key, uploadId, parts, bytes);
    }
    return new DataObject(
        key,
        items,
        bytes,
        md5 == null ? null : Base64.getEncoder().encodeToString(md5.digest()),
        etag.replace("\"", ""),
        digest);
  }

  /**
   * Gives the object up and the compressor's memory, which is not the heap's, back. Parts that S3
   * has taken stay until {@link S3Store#abortUploads}.
   */
  void abandon() {
    abandoned = true;
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void uploadPart() {
    if (uploadId == null) {
      uploadId = store.beginUpload(key);
    }
    parts.add(store.uploadPart(key, uploadId, parts.size() + 1, part.content(), part.crc32()));
    count();
  }

  private void count() {
    bytes += part.length();
    uploaded.accept(part.length());
    part.clear();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Where compressed bytes go. A full part is sent when more is to come, never earlier. */
  private final class Parts extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      if (abandoned) {
        return;
      }
      if (md5 != null) {
        md5.update(ByteBuffer.wrap(source, offset, count));
      }
      int from = offset;
      int left = count;
      while (left > 0) {
        if (part.isFull()) {
          uploadPart();
        }
        int n = part.write(source, from, left);
        from += n;
        left -= n;
      }
    }
  }
}
