package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = Interruption.ofCaller();
  private final AtomicInteger stops = new AtomicInteger();

  @Test
  void aRequestRunsWhatStopsTheCommand() {
    interruption.onRequest(stops::incrementAndGet);
    assertThat(stops).hasValue(0);

    interruption.request();

    assertThat(stops).hasValue(1);
    assertThat(interruption.requested()).isTrue();
  }

  @Test
  void aRequestThatCameBeforeTheCommandListenedIsNotLost() {
    interruption.request();

    interruption.onRequest(stops::incrementAndGet);

    assertThat(stops).hasValue(1);
  }
}
