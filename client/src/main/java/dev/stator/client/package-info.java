/**
 * A DynamoDB client: asynchronous, with a thin blocking view. {@link
 * dev.stator.client.DynamoClient} is where to start.
 */
@NullMarked
package dev.stator.client;

import org.jspecify.annotations.NullMarked;
