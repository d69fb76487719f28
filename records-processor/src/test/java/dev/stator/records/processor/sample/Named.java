package dev.stator.records.processor.sample;

import dev.stator.records.DynamoItem;
import java.util.List;

/** A record with a type parameter. */
@DynamoItem
public record Named<T>(String name, T content, List<T> more) {}
