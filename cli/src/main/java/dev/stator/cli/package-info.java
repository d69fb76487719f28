/**
 * The {@code stator} command.
 *
 * <p>{@link dev.stator.cli.Main} starts the process; a command is one class that does its work in
 * {@code call()} and knows the process only through its {@code Invocation}, so that tests run it in
 * theirs.
 */
@NullMarked
package dev.stator.cli;

import org.jspecify.annotations.NullMarked;
