package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.ConsumedCapacity.Capacity;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.RateGovernor.Resource;
import dev.stator.client.internal.flow.Causes;
import dev.stator.client.internal.rate.Bucket;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** One client's way to a {@link RateGovernor}, with the client's own timers and lookups. */
final class Governed implements Governor {
  private static final System.Logger LOG = System.getLogger("dev.stator.client");
  private static final long LOOKUP_EVERY = TimeUnit.MINUTES.toNanos(5);

  private final RateGovernor governor;
  private final Function<Duration, CompletableFuture<Void>> delay;
  private final Function<String, TableDescription> describe;
  private final Executor blocking;
  private final Set<String> tables;
  private final Map<String, Lookup> lookups = new ConcurrentHashMap<>();

  /** What is provisioned, as it was at a time. */
  private record Lookup(CompletableFuture<Void> done, long at) {}

  Governed(
      RateGovernor governor,
      Function<Duration, CompletableFuture<Void>> delay,
      Function<String, TableDescription> describe,
      Executor blocking) {
    this.governor = governor;
    this.delay = delay;
    this.describe = describe;
    this.blocking = blocking;
    this.tables =
        governor.rates().keySet().stream()
            .map(Resource::table)
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean wantsCapacity(DynamoRequest request) {
    Footprint footprint = Footprint.of(request);
    return footprint.asked() == null
        && footprint.tables().stream()
            .anyMatch(table -> tables.contains(Resource.of(table, null, false).table()));
  }

  @Override
  public CompletableFuture<Permit> admit(DynamoRequest request) {
    Footprint footprint = Footprint.of(request);
    if (footprint.tables().isEmpty()) {
      return CompletableFuture.completedFuture(Permit.NONE);
    }
    List<Resource> resources = resources(request, footprint);
    Leave leave = new Leave(request, footprint.writes());
    CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);
    for (Resource resource : resources) {
      turn =
          turn.thenCompose(before -> known(resource))
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

  /** Completes when the resource's rate is known. */
  private CompletableFuture<Void> known(Resource resource) {
    if (!(governor.rates().get(resource) instanceof Rate.Share)) {
      return CompletableFuture.completedFuture(null);
    }
    String table = resource.table();
    Lookup known = lookups.get(table);
    long now = governor.nanoTime();
    if (known == null || known.done.isCompletedExceptionally()) {
      Lookup first = new Lookup(new CompletableFuture<>(), now);
      if (known == null
          ? lookups.putIfAbsent(table, first) == null
          : lookups.replace(table, known, first)) {
        lookUp(table, first.done);
      }
    } else if (known.done.isDone() && now - known.at >= LOOKUP_EVERY) {
      // What was known holds until the new is there, and if it cannot be had.
      if (lookups.replace(table, known, new Lookup(known.done, now))) {
        lookUp(table, logged(table));
      }
    }
    Lookup current = lookups.get(table);
    return current == null ? CompletableFuture.completedFuture(null) : current.done;
  }

  /** For a lookup that nobody waits for. */
  private static CompletableFuture<Void> logged(String table) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    var unused =
        done.whenComplete(
            (looked, failure) -> {
              if (failure != null) {
                LOG.log(
                    Level.WARNING,
                    "The governor keeps its rates of table \"" + table + "\": no new ones were had",
                    failure);
              }
            });
    return done;
  }

  private void lookUp(String table, CompletableFuture<Void> done) {
    blocking.execute(
        () -> {
          try {
            ProvisionedUnits provisioned = ProvisionedUnits.of(describe.apply(table));
            governor
                .rates()
                .forEach(
                    (resource, rate) -> {
                      if (rate instanceof Rate.Share share && resource.table().equals(table)) {
                        bucket(resource).rate(share.share() * units(provisioned, resource));
                      }
                    });
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
  }

  private static double units(ProvisionedUnits provisioned, Resource resource) {
    double units = provisioned.of(resource.index(), resource.write());
    if (!(units > 0)) {
      throw new ConfigurationException(
          Kind.MALFORMED,
          "The governor's rate of "
              + resource
              + " is a share of what is provisioned, but nothing is",
          "the table is on-demand: give a rate, or an adaptive one, or set its maximum throughput",
          null);
    }
    return units;
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
    public void answered(List<ConsumedCapacity> consumed, boolean leftOver) {
      if (leftOver) {
        taken.keySet().forEach(resource -> bucket(resource).tooMuch());
      }
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
        Resource read = Resource.of(table, request.index(), write);
        Resource whole = taken.containsKey(read) ? read : Resource.of(table, null, write);
        costs.merge(whole, consumed.capacityUnits(), Double::sum);
        return;
      }
      double local =
          consumed.localSecondaryIndexes().values().stream()
              .mapToDouble(Capacity::capacityUnits)
              .sum();
      double own = ofTable == null ? 0 : ofTable.capacityUnits();
      costs.merge(Resource.of(table, null, write), own + local, Double::sum);
      consumed
          .globalSecondaryIndexes()
          .forEach(
              (index, units) ->
                  costs.merge(
                      Resource.of(table, index, write), units.capacityUnits(), Double::sum));
    }

    @Override
    public void failed(DynamoException failure) {
      if (failure instanceof ThrottlingException) {
        taken.keySet().forEach(resource -> bucket(resource).tooMuch());
      }
      boolean maybeCost =
          failure instanceof ConditionalCheckFailedException
              || failure instanceof TransactionCanceledException
              || (failure instanceof NoAnswerException lost && lost.maybeSent());
      if (!maybeCost) {
        unused();
      }
    }

    @Override
    public void unused() {
      taken.forEach((resource, units) -> bucket(resource).giveBack(units));
      taken.clear();
    }
  }
}
