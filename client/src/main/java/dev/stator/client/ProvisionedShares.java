package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.RateGovernor.Resource;
import dev.stator.client.internal.rate.Bucket;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The rates that are a share of what is provisioned: looked up before they are first used, and
 * again while they are, every five minutes.
 */
final class ProvisionedShares {
  private static final System.Logger LOG = System.getLogger("dev.stator.client");
  private static final long LOOKUP_EVERY = TimeUnit.MINUTES.toNanos(5);

  private final RateGovernor governor;
  private final Function<String, TableDescription> describe;
  private final Executor blocking;
  private final Map<String, Lookup> lookups = new ConcurrentHashMap<>();

  /** What is provisioned, as it was at a time. */
  private record Lookup(CompletableFuture<Void> done, long at) {}

  ProvisionedShares(
      RateGovernor governor, Function<String, TableDescription> describe, Executor blocking) {
    this.governor = governor;
    this.describe = describe;
    this.blocking = blocking;
  }

  /** Completes when the resource's rate is known. */
  CompletableFuture<Void> known(Resource resource) {
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
                      Bucket bucket = governor.bucket(resource);
                      if (rate instanceof Rate.Share share
                          && bucket != null
                          && resource.table().equals(table)) {
                        bucket.rate(share.share() * units(provisioned, resource));
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
}
