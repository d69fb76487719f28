package dev.stator.testkit;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which of the requests that a rule matches it strikes. They are numbered from 1.
 *
 * @param first the first call
 * @param last the last call
 * @param every one call of so many, counted from the first
 * @param share the probability of each call
 * @param random the source of chance, or null if the share is everything
 */
record Calls(int first, int last, int every, double share, @Nullable SplittableRandom random) {
  static final Calls ALL = new Calls(1, Integer.MAX_VALUE, 1, 1, null);

  Calls {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("calls " + first + " to " + last + ": they begin at 1");
    }
    if (every < 1) {
      throw new IllegalArgumentException("every " + every + "th call");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1, not " + share);
    }
  }

  Calls between(int newFirst, int newLast) {
    return new Calls(newFirst, newLast, every, share, random);
  }

  Calls everyNth(int newEvery) {
    return new Calls(first, last, newEvery, share, random);
  }

  Calls randomly(double newShare, long seed) {
    return new Calls(first, last, every, newShare, new SplittableRandom(seed));
  }

  boolean strike(int call) {
    if (call < first || call > last || (call - first) % every != 0) {
      return false;
    }
    SplittableRandom chance = random;
    if (chance == null) {
      return true;
    }
    synchronized (chance) {
      return chance.nextDouble() < share;
    }
  }
}
