package dev.stator.testkit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An answer that takes the operation's place. */
final class Refusal extends Fault {
  private final @Nullable String onlyService;
  private final Function<Dialect, Response> answer;

  Refusal(Function<Dialect, Response> answer) {
    this(null, answer);
  }

  /**
   * @param onlyService the one service that can give the answer, or null
   */
  Refusal(@Nullable String onlyService, Function<Dialect, Response> answer) {
    this.onlyService = onlyService;
    this.answer = answer;
  }

  @Override
  Response instead(Dialect dialect) {
    return answer.apply(dialect);
  }

  @Override
  boolean fits(String service) {
    return onlyService == null || onlyService.equals(service);
  }
}
