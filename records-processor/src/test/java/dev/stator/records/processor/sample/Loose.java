package dev.stator.records.processor.sample;

import dev.stator.records.DynamoItem;
import java.util.List;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullUnmarked;

/** A record of code that says nothing about null, but for one component. */
@DynamoItem
@NullUnmarked
@SuppressWarnings("ArrayRecordComponent")
public record Loose(String text, List<String> texts, @NonNull String must, byte[] bytes) {}
