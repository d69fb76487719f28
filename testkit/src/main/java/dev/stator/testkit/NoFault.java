package dev.stator.testkit;

/** Nothing goes wrong. */
final class NoFault extends Fault {
  static final Fault NONE = new NoFault();

  private NoFault() {}
}
