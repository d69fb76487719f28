package dev.stator.replicate;

import org.jspecify.annotations.Nullable;

/**
 * One data object of an export, as the manifest lists it.
 *
 * @param key its key in the bucket
 * @param items how many items, which are lines
 * @param bytes its size in S3
 * @param md5 the MD5 of its bytes in base64, or null where the format has no use for it
 * @param etag the entity tag that S3 gave it
 * @param digest the digest of its items in hexadecimal, or null in exports that others made
 */
public record DataObject(
    String key,
    long items,
    long bytes,
    @Nullable String md5,
    String etag,
    @Nullable String digest) {}
