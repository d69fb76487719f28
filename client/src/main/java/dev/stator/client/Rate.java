package dev.stator.client;

/**
 * How many capacity units a second a {@link RateGovernor} lets through. May be less than one
 * request costs: then the next waits until what that one took has come in again.
 */
public sealed interface Rate {
  /**
   * Always the same.
   *
   * @param unitsPerSecond read or write units a second, more than 0, such as 0.5
   */
  record Fixed(double unitsPerSecond) implements Rate {
    /**
     * @throws IllegalArgumentException if it is not a number above 0
     */
    public Fixed {
      positive("rate", unitsPerSecond);
    }
  }

  /**
   * A share of what is provisioned for the table or index, which is looked up, and again every five
   * minutes. An on-demand table has that only where its maximum throughput is set.
   *
   * @param share more than 0, up to 1
   */
  record Share(double share) implements Rate {
    /**
     * @throws IllegalArgumentException if it is not above 0 and up to 1
     */
    public Share {
      positive("share", share);
      if (share > 1) {
        throw new IllegalArgumentException("The share is " + share + ", but must be 1 at most");
      }
    }
  }

  /**
   * As much as goes without throttling: from {@code atMost} down by three tenths, once a second at
   * most, when the service throttles or leaves things unprocessed, and up by a twentieth of {@code
   * atMost} in a second without. Where the service says {@linkplain ThrottlingException#reasons of
   * what it was too much}, only that rate goes down; see {@link ThrottlingReason}.
   *
   * @param atLeast read or write units a second, more than 0
   * @param atMost read or write units a second, no less than {@code atLeast}
   */
  record Adaptive(double atLeast, double atMost) implements Rate {
    /**
     * @throws IllegalArgumentException if they are not numbers above 0 in this order
     */
    public Adaptive {
      positive("rate", atLeast);
      positive("rate", atMost);
      if (atLeast > atMost) {
        throw new IllegalArgumentException(
            "The least rate is " + atLeast + ", but the most only " + atMost);
      }
    }
  }

  /** Always the same rate, in units a second. */
  static Rate of(double unitsPerSecond) {
    return new Fixed(unitsPerSecond);
  }

  /** A share of what is provisioned, such as 0.25. */
  static Rate ofProvisioned(double share) {
    return new Share(share);
  }

  /** As much as goes without throttling, in units a second. */
  static Rate adaptive(double atLeast, double atMost) {
    return new Adaptive(atLeast, atMost);
  }

  private static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("The " + what + " is " + value + ", but must be above 0");
    }
  }
}
