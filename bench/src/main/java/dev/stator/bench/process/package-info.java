/**
 * Whole processes side by side: each contender does the same work in a JVM of its own against the
 * same fake services, and what counts is the CPU time of its process.
 */
@NullMarked
package dev.stator.bench.process;

import org.jspecify.annotations.NullMarked;
