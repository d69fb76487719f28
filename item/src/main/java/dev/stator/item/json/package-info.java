/**
 * DynamoDB JSON over UTF-8 bytes: pull readers, a writer, plain JSON, and a digest.
 *
 * <p>Three rules hold everywhere. Bytes that are only passed on are never decoded: readers hand out
 * slices of the array they read. What is read is checked, and an error names the path of what is
 * wrong; the path is worked out only when there is an error. Readers and writers are reusable and
 * belong to one thread at a time.
 */
@NullMarked
package dev.stator.item.json;

import org.jspecify.annotations.NullMarked;
