package dev.stator.client;

import dev.stator.client.ConsumedCapacity.Capacity;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.RateGovernor.Resource;
import dev.stator.client.internal.flow.Causes;
import dev.stator.client.internal.rate.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** One client's way to a {@link RateGovernor}, with the client's own timers and lookups. */
final class Governed implements Governor {
  private final RateGovernor governor;
  private final Function<Duration, CompletableFuture<Void>> delay;
  private final ProvisionedShares shares;
  private final Set<String> tables;

  Governed(
      RateGovernor governor,
      Function<Duration, CompletableFuture<Void>> delay,
      Function<String, TableDescription> describe,
      Executor blocking) {
    this.governor = governor;
    this.delay = delay;
    this.shares = new ProvisionedShares(governor, describe, blocking);
    this.tables =
        governor.rates().keySet().stream()
            .map(Resource::table)
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean wantsCapacity(DynamoRequest request) {
    Footprint footprint = Footprint.of(request);
    return footprint.mayAsk() && mayConcern(footprint);
  }

  /**
   * Whether it may take of something that has a rate, as a statement may that is not understood.
   */
  private boolean mayConcern(Footprint footprint) {
    return footprint.known()
        && (footprint.tables().isEmpty()
            || footprint.tables().stream()
                .anyMatch(table -> tables.contains(Resource.of(table, null, false).table())));
  }

  @Override
  public CompletableFuture<Permit> admit(DynamoRequest request) {
    Footprint footprint = Footprint.of(request);
    if (!mayConcern(footprint)) {
      return CompletableFuture.completedFuture(Permit.NONE);
    }
    List<Resource> resources = resources(request, footprint);
    Leave leave = new Leave(request, footprint.writes());
    CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);
    for (Resource resource : resources) {
      turn =
          turn.thenCompose(before -> shares.known(resource))
              .thenCompose(known -> take(leave, resource, request));
    }
    return turn.handle(
        (taken, failure) -> {
          if (failure != null) {
            leave.unused();
            throw new CompletionException(Causes.of(failure));
          }
          return leave;
        });
  }

  private CompletableFuture<Void> take(Leave leave, Resource resource, DynamoRequest request) {
    Bucket bucket = bucket(resource);
    if (bucket.expectedWait().compareTo(governor.maxWait()) > 0) {
      return CompletableFuture.failedFuture(heldBack(resource, request));
    }
    double units = bucket.average(request.operation(), 1);
    return bucket
        .take(units, governor.maxWait(), delay)
        .handle(
            (taken, failure) -> {
              Throwable cause = Causes.of(failure);
              if (cause == null) {
                leave.taken.put(resource, taken);
                return null;
              }
              throw cause instanceof TimeoutException
                  ? heldBack(resource, request)
                  : new CompletionException(cause);
            });
  }

  private NoAnswerException heldBack(Resource resource, DynamoRequest request) {
    return new NoAnswerException(
        Reason.HELD_BACK,
        false,
        new CallFacts(request.operation(), request.tableName(), request.index(), 1),
        "the rate of "
            + resource
            + ", "
            + bucket(resource).rate()
            + " units a second, would hold it back for "
            + bucket(resource).expectedWait().toSeconds()
            + " s, longer than "
            + governor.maxWait(),
        null);
  }

  private Bucket bucket(Resource resource) {
    Bucket bucket = governor.bucket(resource);
    if (bucket == null) {
      throw new IllegalStateException("Only what has a rate is asked about, not " + resource);
    }
    return bucket;
  }

  /** What of a request is limited. */
  private List<Resource> resources(DynamoRequest request, Footprint footprint) {
    boolean write = footprint.writes();
    List<Resource> limited = new ArrayList<>();
    for (String table : footprint.tables()) {
      Resource ofTable = Resource.of(table, null, write);
      Resource ofIndex = Resource.of(table, request.index(), write);
      if (!ofIndex.equals(ofTable) && governor.rates().containsKey(ofIndex)) {
        limited.add(ofIndex);
      } else if (governor.rates().containsKey(ofTable)) {
        limited.add(ofTable);
      }
      if (write) {
        for (Resource other : governor.rates().keySet()) {
          if (other.write() && other.index() != null && other.table().equals(ofTable.table())) {
            limited.add(other);
          }
        }
      }
    }
    return limited;
  }

  /** What was taken for one attempt. */
  private final class Leave implements Permit {
    private final DynamoRequest request;
    private final boolean write;
    final Map<Resource, Double> taken = new HashMap<>();

    Leave(DynamoRequest request, boolean write) {
      this.request = request;
      this.write = write;
    }

    @Override
    public void answered(List<ConsumedCapacity> consumed, Set<String> leftOver) {
      slow(Throttled.ofTables(leftOver, taken.keySet()));
      if (consumed.isEmpty()) {
        return;
      }
      Map<Resource, Double> costs = new HashMap<>();
      taken.keySet().forEach(resource -> costs.put(resource, 0.0));
      consumed.forEach(capacity -> add(costs, capacity));
      costs.forEach(
          (resource, cost) -> {
            Bucket bucket = governor.bucket(resource);
            if (bucket != null) {
              bucket.settle(request.operation(), taken.getOrDefault(resource, 0.0), cost);
            }
          });
    }

    private void add(Map<Resource, Double> costs, ConsumedCapacity consumed) {
      String table = consumed.tableName() != null ? consumed.tableName() : request.tableName();
      if (table == null) {
        return;
      }
      Capacity ofTable = consumed.table();
      boolean byIndex = ofTable != null || !consumed.globalSecondaryIndexes().isEmpty();
      if (!byIndex && consumed.localSecondaryIndexes().isEmpty()) {
        boolean ofIndex = taken.containsKey(Resource.of(table, request.index(), write));
        add(costs, table, ofIndex ? request.index() : null, consumed.total());
        return;
      }
      if (ofTable != null) {
        add(costs, table, null, ofTable);
      }
      consumed.localSecondaryIndexes().values().forEach(units -> add(costs, table, null, units));
      consumed.globalSecondaryIndexes().forEach((index, units) -> add(costs, table, index, units));
    }

    /** Reads and writes apart where the answer tells them apart, else as what the request is. */
    private void add(
        Map<Resource, Double> costs, String table, @Nullable String index, Capacity units) {
      Double read = units.readCapacityUnits();
      Double written = units.writeCapacityUnits();
      if (read == null && written == null) {
        costs.merge(Resource.of(table, index, write), units.capacityUnits(), Double::sum);
        return;
      }
      if (read != null) {
        costs.merge(Resource.of(table, index, false), read, Double::sum);
      }
      if (written != null) {
        costs.merge(Resource.of(table, index, true), written, Double::sum);
      }
    }

    @Override
    public void failed(DynamoException failure) {
      if (failure instanceof ThrottlingException throttled) {
        slow(Throttled.of(throttled.reasons(), taken.keySet(), governor.rates().keySet()));
      } else if (failure instanceof TransactionCanceledException cancelled) {
        slow(Throttled.of(cancelled.causes(), taken.keySet()));
      }
      boolean maybeCost =
          failure instanceof ConditionalCheckFailedException
              || failure instanceof TransactionCanceledException
              || (failure instanceof NoAnswerException lost && lost.maybeSent());
      if (!maybeCost) {
        unused();
      }
    }

    private void slow(Set<Resource> resources) {
      resources.forEach(resource -> bucket(resource).tooMuch());
    }

    @Override
    public void unused() {
      taken.forEach((resource, units) -> bucket(resource).giveBack(units));
      taken.clear();
    }
  }
}
