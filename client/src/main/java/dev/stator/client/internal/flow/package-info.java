/**
 * Publishers that read on demand, after the rules of Reactive Streams ({@link
 * java.util.concurrent.Flow}). Knows nothing of DynamoDB.
 *
 * <p>Internal: for Stator's own modules, without any promise of compatibility.
 */
@NullMarked
package dev.stator.client.internal.flow;

import org.jspecify.annotations.NullMarked;
