/** Side-by-side measurements: what they measure on. */
@NullMarked
package dev.stator.bench;

import org.jspecify.annotations.NullMarked;
