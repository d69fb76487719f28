/**
 * The inner loops alone, on one thread and from memory, beside those of others: what a byte of a
 * Scan's response costs. {@link dev.stator.bench.kernel.Kernels} runs them all and prints a table.
 */
@NullMarked
package dev.stator.bench.kernel;

import org.jspecify.annotations.NullMarked;
