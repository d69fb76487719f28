package dev.stator.lineage;

/**
 * How much work one entry into the code may cost: a bound on statements looked at, refilled for
 * each entry, so that the whole stays linear in the number of entries however the calls below them
 * multiply.
 */
final class Budget {
  private static final int STATEMENTS = 100_000;

  private int left = STATEMENTS;

  void refill() {
    left = STATEMENTS;
  }

  boolean spend() {
    return --left >= 0;
  }

  boolean isSpent() {
    return left < 0;
  }
}
