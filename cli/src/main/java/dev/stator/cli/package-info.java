/**
 * The {@code stator} command.
 *
 * <p>{@link dev.stator.cli.Main} starts the process; a command is one class that does its work in
 * {@code call()} and knows the process only through its {@code Invocation}, so that tests run it in
 * theirs.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>the way in: {@code Main}, {@code Cli}, {@code Verb} with the list of commands, {@code
 *       Help}, {@code ErrorReport};
 *   <li>what every command has around it and speaks with: {@code Invocation}, {@code Terminal},
 *       {@code DataStream}, {@code Interruption}, {@code CommandFailure}, {@code FactTable}, {@code
 *       ProgressDisplay}, {@code Quantities};
 *   <li>what all on one DynamoDB share: {@code DynamoCommand}, {@code Connections}, {@code
 *       TableSchema};
 *   <li>tables: {@code Table…}, {@code KeyDefinition}, {@code CapacityMode};
 *   <li>items: the commands and their {@code …Options}; {@code Key…} and {@code Item…} for what is
 *       typed and what is printed, {@code PagePrinter} for many;
 *   <li>{@code Replicate…}, {@code Lineage…}, {@code Demo…}, {@code LocalCommand}, each by its
 *       name.
 * </ul>
 */
@NullMarked
package dev.stator.cli;

import org.jspecify.annotations.NullMarked;
