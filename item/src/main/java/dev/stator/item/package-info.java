/**
 * DynamoDB's value model: attribute values, items, keys, exact numbers, and what an item weighs.
 *
 * <p>Everything here is immutable and safe to share between threads. Nothing does I/O or knows AWS.
 */
@NullMarked
package dev.stator.item;

import org.jspecify.annotations.NullMarked;
