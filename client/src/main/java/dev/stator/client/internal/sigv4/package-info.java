/**
 * AWS Signature Version 4, for any service, written straight into the bytes of a request's head.
 *
 * <p>Internal: for Stator's own modules, without any promise of compatibility.
 */
@NullMarked
package dev.stator.client.internal.sigv4;

import org.jspecify.annotations.NullMarked;
