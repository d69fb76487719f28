/**
 * Requests for items, ours beside the AWS SDK's: what one request costs the process that sends it.
 * Clients run one after another, each in a JVM of its own, against one fake DynamoDB in another.
 */
@NullMarked
package dev.stator.bench.request;

import org.jspecify.annotations.NullMarked;
