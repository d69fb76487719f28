package dev.stator.records.processor.sample;

import dev.stator.records.DynamoItem;

/** A record that is only ever part of another. */
@DynamoItem
public record Point(int x, int y) {}
