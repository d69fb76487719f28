/**
 * HTTP/1.1 as one client needs it: requests that are ready bytes, responses that are pooled bytes,
 * kept-alive connections to one origin. Knows nothing of DynamoDB.
 *
 * <p>Internal: for Stator's own modules, without any promise of compatibility.
 */
@NullMarked
package dev.stator.client.internal.http;

import org.jspecify.annotations.NullMarked;
