package dev.stator.cli;

import dev.stator.client.Batches.WriteOutcome;
import dev.stator.client.BlockingBatches;
import dev.stator.client.BlockingDynamoClient;
import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of items, some at a time: as many as there are without waiting for who writes
 * them, so that a slow one is kept up with. What fails is told with its place; the rest goes on.
 */
final class PutMany {
  private static final int AT_A_TIME = 1000;

  private final String table;
  private final BlockingBatches batches;
  private final Invocation invocation;
  private final long started = System.nanoTime();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private List<Item> items = new ArrayList<>();
  private List<String> places = new ArrayList<>();

  PutMany(String table, TableSchema schema, BlockingDynamoClient client, Invocation invocation) {
    this.table = table;
    this.batches = client.batches().with(settings -> settings.schema(table, schema.key()));
    this.invocation = invocation;
  }

  PutMany add(Item item, String place) {
    items.add(item);
    places.add(place);
    return this;
  }

  ExitCode run(ItemInput.Items input) throws IOException {
    // Reading stdin hears no interrupt, so the process ends from here, with a last word.
    invocation.interruption().onRequest(this::interrupted);
    ProgressDisplay progress = ProgressDisplay.start(invocation, this::snapshot);
    CommandFailure unreadable = null;
    try {
      while (!items.isEmpty()) {
        try {
          gather(input);
        } catch (CommandFailure e) {
          unreadable = e;
        }
        put(progress);
        if (unreadable == null) {
          gatherOne(input);
        }
      }
    } catch (CommandFailure e) {
      unreadable = e;
    } finally {
      progress.close();
    }
    return report(unreadable);
  }

  private void gather(ItemInput.Items input) throws IOException {
    boolean more = true;
    while (more && items.size() < AT_A_TIME && input.ready()) {
      more = gatherOne(input);
    }
  }

  private boolean gatherOne(ItemInput.Items input) throws IOException {
    Item item = input.next();
    if (item != null) {
      add(item, input.place());
    }
    return item != null;
  }

  private void put(ProgressDisplay progress) {
    List<String> where = places;
    begun.addAndGet(items.size());
    try (Stream<WriteOutcome> outcomes = batches.put(table, items)) {
      outcomes.forEach(
          outcome -> {
            if (outcome.failure() == null) {
              done.incrementAndGet();
              return;
            }
            failed.incrementAndGet();
            String place = where.get((int) outcome.position());
            progress.say(
                invocation.errStyle().bad("error:")
                    + " "
                    + place
                    + ": "
                    + outcome.failure().problem());
          });
    }
    items = new ArrayList<>();
    places = new ArrayList<>();
  }

  private ExitCode report(@Nullable CommandFailure unreadable) {
    long put = done.get();
    long refused = failed.get();
    if (invocation.printsFacts()) {
      FactTable facts =
          new FactTable(invocation.outStyle()).row("put", Quantities.count(put) + " items");
      if (refused > 0) {
        facts.row("failed", Quantities.count(refused) + " items");
      }
      facts.row("time", Quantities.time(elapsed()));
      invocation.out().print(facts);
    } else {
      JsonWriter json = new JsonWriter(new Utf8Buffer(64)).beginObject();
      json.name("put").value(put);
      json.name("failed").value(refused);
      json.name("seconds").value(Quantities.seconds(elapsed()));
      invocation.out().println(json.endObject().buffer());
    }
    if (unreadable != null) {
      throw CommandFailure.partial(
          unreadable.getMessage() + "; nothing was read from there on, what came before was put",
          unreadable.hints().toArray(new String[0]));
    }
    return refused == 0 ? ExitCode.OK : put == 0 ? ExitCode.FAILED : ExitCode.PARTIAL;
  }

  private void interrupted() {
    long put = done.get();
    long unknown = begun.get() - put - failed.get();
    String rest =
        unknown <= 0
            ? ""
            : "; of " + Quantities.count(unknown) + " more it is not known whether they were";
    invocation
        .terminal()
        .err()
        .println("stopped: " + Quantities.count(put) + " items were put" + rest);
    invocation.interruption().finished();
  }

  private ProgressSnapshot snapshot() {
    return new ProgressSnapshot(
        done.get() + failed.get(), 0, 0, 0, ProgressSnapshot.UNKNOWN, elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
