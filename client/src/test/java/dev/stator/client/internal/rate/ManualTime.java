package dev.stator.client.internal.rate;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Time that passes when the test says so, and timers in it. For one thread. */
public final class ManualTime {
  private record Timer(long at, CompletableFuture<Void> rings) {}

  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::at));
  private long now;

  public long nanoTime() {
    return now;
  }

  public CompletableFuture<Void> delay(Duration delay) {
    Timer timer = new Timer(now + delay.toNanos(), new CompletableFuture<>());
    timers.add(timer);
    return timer.rings;
  }

  /** Lets time pass, and rings what is due on the way. */
  public void pass(Duration duration) {
    long until = now + duration.toNanos();
    while (!timers.isEmpty() && timers.element().at <= until) {
      Timer next = timers.remove();
      now = Math.max(now, next.at);
      next.rings.complete(null);
    }
    now = until;
  }

  /** How many timers are set. */
  public int timers() {
    return timers.size();
  }
}
