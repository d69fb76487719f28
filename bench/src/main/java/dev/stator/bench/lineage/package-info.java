/** How fast lineage reads a large tree. */
@NullMarked
package dev.stator.bench.lineage;

import org.jspecify.annotations.NullMarked;
