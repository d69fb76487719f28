/** What generated codecs call. Not for other callers: changes with the processor. */
@NullMarked
package dev.stator.records.internal;

import org.jspecify.annotations.NullMarked;
