/** Records as users write them, for the tests. */
@NullMarked
package dev.stator.records.processor.sample;

import org.jspecify.annotations.NullMarked;
