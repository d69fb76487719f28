/**
 * Buckets of capacity units. Knows nothing of requests.
 *
 * <p>Internal: for Stator's own modules, without any promise of compatibility.
 */
@NullMarked
package dev.stator.client.internal.rate;

import org.jspecify.annotations.NullMarked;
