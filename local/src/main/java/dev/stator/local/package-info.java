/**
 * DynamoDB and S3 on this machine: DynamoDB Local and s3proxy on 127.0.0.1, for tests and trials.
 *
 * <p>Start with {@link dev.stator.local.LocalServices}; {@link dev.stator.local.LocalDynamoDb} and
 * {@link dev.stator.local.LocalS3} are the two services on their own.
 */
@NullMarked
package dev.stator.local;

import org.jspecify.annotations.NullMarked;
