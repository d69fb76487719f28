/**
 * A DynamoDB table to S3: parallel segments, bytes that are sliced and copied, never decoded, in
 * the layout of DynamoDB's native export.
 *
 * <p>{@link dev.stator.replicate.Replication} writes an export, {@link dev.stator.replicate.Export}
 * reads one back.
 */
@NullMarked
package dev.stator.replicate;

import org.jspecify.annotations.NullMarked;
