package dev.stator.client.internal.flow;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What futures fail with. */
public final class Causes {
  private Causes() {}

  /** What a future failed with, without what the stages after it wrapped it in. */
  public static @Nullable Throwable of(@Nullable Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
