package dev.stator.client;

import java.util.function.UnaryOperator;

/**
 * A call on a table: what is asked, how the answer is read, and what a failure means.
 *
 * @param <R> what the answer is
 */
record TableCall<R>(
    DynamoRequest request, ReplyReader.Of<R> answer, UnaryOperator<RuntimeException> failure) {
  static <R> TableCall<R> of(DynamoRequest request, ReplyReader.Of<R> answer) {
    return new TableCall<>(request, answer, UnaryOperator.identity());
  }
}
