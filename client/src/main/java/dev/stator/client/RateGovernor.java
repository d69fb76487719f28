package dev.stator.client;

import dev.stator.client.internal.rate.Bucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the capacity that requests take of tables and indexes, in read and write units a
 * second. All operations of all clients that it is given to share it, so that a scan, the batches
 * beside it and the rest together stay within it. Safe for use by many threads.
 *
 * <pre>{@code
 * RateGovernor governor =
 *     RateGovernor.builder()
 *         .read("orders", Rate.ofProvisioned(0.25))
 *         .write("orders", Rate.of(50))
 *         .read("orders", "by-status", Rate.adaptive(5, 500))
 *         .build();
 * DynamoClient client = DynamoClient.builder().governor(governor).build();
 * }</pre>
 *
 * <p>What a request costs is known from its answer, which is asked to say so. A request goes when
 * nothing is owed; what it then turns out to have cost is owed, and paid off by the rate, before
 * the next one goes. So over time the rate holds whatever a request costs. What is not used is kept
 * for one second.
 *
 * <p>A read of a global index takes of the index alone; a read of a local one, of its table. A
 * write takes of the table and of each global index that it changes. What has no rate here is not
 * limited. A request on several tables waits for each of them. A statement in PartiQL waits for the
 * table and index that its text names, and a request by {@link DynamoClient#execute} for those in
 * its body, if it is an operation on items that this version knows; every other operation goes as
 * it is. What a statement takes that is not understood is known from its answer, and others wait
 * for it.
 *
 * <p>The time that a request waits here is no part of its {@linkplain
 * DynamoClientBuilder#callTimeout time}, nor of what the listener is told. One that would wait for
 * longer than {@linkplain Builder#maxWait a bound} fails with {@link
 * NoAnswerException.Reason#HELD_BACK}. A request that itself asks for {@code TOTAL} is taken to
 * have cost its table all that it says; one that asks for {@code NONE}, what its like have cost.
 *
 * <p>Tables are known by their names: a governor is for one account and region.
 */
public final class RateGovernor {
  /** What can be limited. */
  record Resource(String table, @Nullable String index, boolean write) {
    /** What an ARN says after its last slash is the table's name. */
    static Resource of(String tableOrArn, @Nullable String index, boolean write) {
      return new Resource(tableOrArn.substring(tableOrArn.lastIndexOf('/') + 1), index, write);
    }

    @Override
    public String toString() {
      return (write ? "writes to " : "reads of ")
          + (index == null ? "" : "index \"" + index + "\" of ")
          + "table \""
          + table
          + '"';
    }
  }

  private final Map<Resource, Rate> rates;
  private final Map<Resource, Bucket> buckets = new HashMap<>();
  private final Duration maxWait;
  private final LongSupplier nanoTime;

  private RateGovernor(Builder builder) {
    this.rates = Map.copyOf(builder.rates);
    this.maxWait = builder.maxWait;
    this.nanoTime = builder.nanoTime;
    rates.forEach((resource, rate) -> buckets.put(resource, bucket(rate)));
  }

  /** A share's bucket has a rate that is set before it is first used. */
  private Bucket bucket(Rate rate) {
    if (rate instanceof Rate.Adaptive adaptive) {
      return Bucket.adapting(adaptive.atLeast(), adaptive.atMost(), nanoTime);
    }
    return Bucket.of(rate instanceof Rate.Fixed fixed ? fixed.unitsPerSecond() : 1, nanoTime);
  }

  /** Starts one. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The rate of reads of a table, as of now, in units a second; that of a share once it was looked
   * up.
   *
   * @throws IllegalArgumentException if none was set
   */
  public double readRate(String table) {
    return rate(Resource.of(table, null, false));
  }

  /**
   * The rate of writes to a table, as of now, in units a second; see {@link #readRate}.
   *
   * @throws IllegalArgumentException if none was set
   */
  public double writeRate(String table) {
    return rate(Resource.of(table, null, true));
  }

  private double rate(Resource resource) {
    Bucket bucket = buckets.get(resource);
    if (bucket == null) {
      throw new IllegalArgumentException("There is no rate for " + resource);
    }
    return bucket.rate();
  }

  Map<Resource, Rate> rates() {
    return rates;
  }

  @Nullable Bucket bucket(Resource resource) {
    return buckets.get(resource);
  }

  Duration maxWait() {
    return maxWait;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Collects rates. Not safe for use by many threads. */
  public static final class Builder {
    private final Map<Resource, Rate> rates = new HashMap<>();
    private Duration maxWait = Duration.ofMinutes(15);
    private LongSupplier nanoTime = System::nanoTime;

    private Builder() {}

    /** The rate of reads of a table. */
    public Builder read(String table, Rate rate) {
      rates.put(Resource.of(table, null, false), rate);
      return this;
    }

    /** The rate of reads of a global index. */
    public Builder read(String table, String index, Rate rate) {
      rates.put(Resource.of(table, index, false), rate);
      return this;
    }

    /** The rate of writes to a table. */
    public Builder write(String table, Rate rate) {
      rates.put(Resource.of(table, null, true), rate);
      return this;
    }

    /** The rate of writes to a global index, by way of its table. */
    public Builder write(String table, String index, Rate rate) {
      rates.put(Resource.of(table, index, true), rate);
      return this;
    }

    /** How long a request may wait for its turn; 15 minutes by default. */
    public Builder maxWait(Duration maxWait) {
      if (maxWait.isNegative()) {
        throw new IllegalArgumentException("maxWait is " + maxWait + ", but must not be negative");
      }
      this.maxWait = maxWait;
      return this;
    }

    Builder nanoTime(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      return this;
    }

    /** The governor. */
    public RateGovernor build() {
      return new RateGovernor(this);
    }
  }
}
