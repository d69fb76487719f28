package dev.stator.records.processor.sample;

import dev.stator.records.DynamoItem;
import org.jspecify.annotations.Nullable;

/** A record that holds itself. */
@DynamoItem
public record Chain(int link, @Nullable Chain next, @Nullable Named<Chain> named) {}
