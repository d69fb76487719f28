package dev.stator.testkit;

/** The request waits before it is carried out. */
final class Delay extends Fault {
  private final Waiting waiting;

  interface Waiting {
    void run() throws InterruptedException;
  }

  Delay(Waiting waiting) {
    this.waiting = waiting;
  }

  @Override
  void hold() throws InterruptedException {
    waiting.run();
  }

  @Override
  boolean isDelay() {
    return true;
  }
}
