package dev.stator.replicate;

import dev.stator.client.DynamoClient;
import dev.stator.client.ScanRequest;
import dev.stator.item.json.ItemDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * One replication of a table, or of what a filter keeps of it, to S3.
 *
 * <pre>{@code
 * Replication replication =
 *     new Replication(
 *         dynamo,
 *         s3,
 *         ReplicationOptions.builder("orders", S3Location.parse("s3://backup/orders")).build());
 * ReplicationSummary summary = replication.run();
 * }</pre>
 *
 * <p>The table is scanned in parallel segments, more of them than workers, taken as they come. Each
 * page's items are checked, sliced out of the response and sent on: nothing is decoded and nothing
 * touches the disk. Memory is bounded by the number of workers, each with one page and one part of
 * an upload, whatever the size of the table; where the heap has less than 20 MiB for each, fewer of
 * them run.
 *
 * <p>The export appears below {@code <destination>/AWSDynamoDB/<export id>/} in the layout of
 * DynamoDB's native export. Its manifest is written last: what has no {@code manifest-summary.json}
 * is not finished. A scan is no snapshot: an item that changes meanwhile is exported as it is when
 * its page is read.
 *
 * <p>A replication runs once. {@link #run()} blocks; {@link #progress()} and {@link #cancel()} may
 * be called from any thread meanwhile. The clients are the caller's to close.
 */
public final class Replication {
  /** What a worker needs: a part, and a page, whose JSON may be several times its size. */
  private static final long WORKER_BYTES = 20L << 20;

  /** What the clients and the JVM's own classes need besides. */
  private static final long BASE_BYTES = 32L << 20;

  private final DynamoClient dynamo;
  private final S3Store store;
  private final ReplicationOptions options;
  private final InstantSource clock;

  private final Counters counters = new Counters();
  private final ConcurrentLinkedQueue<DataObject> objects = new ConcurrentLinkedQueue<>();
  private final AtomicInteger nextSegment = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Thread> workers = new ArrayList<>();

  /** Whom a cancel interrupts besides the workers; guarded by them. */
  private @Nullable Thread runner;

  private boolean interruptedByCaller;

  private volatile boolean cancelled;
  private volatile int segments;
  private volatile long expectedItems = -1;
  private final AtomicReference<@Nullable Instant> started = new AtomicReference<>();

  /** A replication that uses these clients, which stay the caller's. */
  public Replication(DynamoClient dynamo, S3Access s3, ReplicationOptions options) {
    this(dynamo, s3, options, InstantSource.system());
  }

  Replication(DynamoClient dynamo, S3Access s3, ReplicationOptions options, InstantSource clock) {
    this.dynamo = dynamo;
    this.store = new S3Store(s3, options.destination().bucket(), options.workers());
    this.options = options;
    this.clock = clock;
  }

  /**
   * Replicates.
   *
   * @throws ReplicationException if S3 refuses, or a finished export is in the way
   * @throws ReplicationStoppedException if it was cancelled
   * @throws dev.stator.client.DynamoException if DynamoDB refuses
   * @throws IllegalStateException if it ran before
   */
  public ReplicationSummary run() {
    Instant start = clock.instant();
    if (!started.compareAndSet(null, start)) {
      throw new IllegalStateException("a replication runs once");
    }
    synchronized (workers) {
      runner = Thread.currentThread();
    }
    try {
      return run(start);
    } finally {
      endOfCancelling();
    }
  }

  private ReplicationSummary run(Instant start) {
    try (store) {
      TableDescription table = describe();
      ScanPlan plan = ScanPlan.of(options, table);
      expectedItems = plan.expectedItems();
      segments = plan.segments();
      ExportLayout layout =
          new ExportLayout(options, table.tableArn(), table.creationDateTime(), plan.segments());
      prepare(layout);
      try {
        ItemDigest digest = scan(layout, plan);
        return finish(layout, table, start, digest);
      } catch (RuntimeException | Error e) {
        abortUploads(layout, e);
        throw e;
      }
    } catch (RuntimeException | Error e) {
      if (stopWanted() && !(e instanceof ReplicationStoppedException)) {
        throw new ReplicationStoppedException(progress()); // What it was doing broke off for that.
      }
      throw e;
    }
  }

  /**
   * When all workers have ended, so that no part is still on its way. What hinders it must not hide
   * why it is done; the next run of this replication tries again.
   */
  private void abortUploads(ExportLayout layout, Throwable because) {
    synchronized (workers) {
      runner = null; // A cancel has nothing left to interrupt here.
    }
    boolean interrupted = Thread.interrupted(); // It would stop this as well.
    try {
      store.abortUploads(layout.data());
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Stops as soon as possible: uploads under way are given up, and {@link #run()} throws {@link
   * ReplicationStoppedException}. Objects that are finished stay. Interrupting the thread in {@code
   * run()} does the same. When the manifest's summary, which comes last, is already on its way, it
   * is too late: the export is finished and {@code run()} returns.
   */
  public void cancel() {
    synchronized (workers) {
      cancelled = true;
      if (runner != null && runner != Thread.currentThread()) {
        runner.interrupt();
      }
      workers.forEach(Thread::interrupt);
    }
  }

  /** An interrupt that a cancel sent must not outlive what was cancelled. */
  private void endOfCancelling() {
    synchronized (workers) {
      runner = null;
      if (cancelled && !interruptedByCaller) {
        Thread.interrupted();
      }
    }
  }

  private boolean stopWanted() {
    return cancelled || Thread.currentThread().isInterrupted();
  }

  private void stopIfWanted() {
    if (stopWanted()) {
      throw new ReplicationStoppedException(progress());
    }
  }

  /** How far it is. */
  public ReplicationProgress progress() {
    Instant start = started.get();
    return new ReplicationProgress(
        counters.items.sum(),
        counters.scannedItems.sum(),
        counters.bytesRead.sum(),
        counters.bytesWritten.sum(),
        counters.objects.sum(),
        counters.consumedReadUnits.sum(),
        counters.segmentsDone.intValue(),
        segments,
        expectedItems,
        start == null ? Duration.ZERO : Duration.between(start, clock.instant()));
  }

  private TableDescription describe() {
    try {
      return Interruptible.call(() -> dynamo.blocking().control().describeTable(options.table()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplicationStoppedException(progress());
    }
  }

  /** Makes sure that the place is free and can be written to, before anything is read. */
  private void prepare(ExportLayout layout) {
    if (store.exists(layout.summary())) {
      if (!options.overwrite()) {
        throw new ReplicationException(
            "a finished export of this table with these options is at "
                + store.uri(layout.summary()),
            "choose another prefix, or allow to overwrite it (--overwrite)",
            null);
      }
      store.delete(List.of(layout.summary(), layout.summaryMd5()));
    }
    store.put(layout.started(), new byte[0]);
    // Of an export that was never finished, or is overwritten, nothing may stay: whoever imports
    // takes every object below data/.
    store.abortUploads(layout.data());
    List<String> left = store.list(layout.data());
    if (!left.isEmpty()) {
      store.delete(left);
    }
  }

  private ItemDigest scan(ExportLayout layout, ScanPlan plan) {
    int count = Math.min(Math.min(options.workers(), plan.segments()), affordableWorkers());
    List<ItemDigest> digests = new ArrayList<>();
    synchronized (workers) {
      for (int i = 0; i < count; i++) {
        SegmentExporter exporter = exporter(layout, plan.request());
        digests.add(exporter.digest());
        Thread worker = new Thread(() -> work(exporter, plan.segments()), "stator-replicate-" + i);
        worker.setDaemon(true);
        workers.add(worker);
        worker.start();
      }
    }
    for (Thread worker : workers) {
      join(worker);
    }
    Throwable error = failure.get();
    if (error instanceof RuntimeException e) {
      throw e;
    } else if (error instanceof Error e) {
      throw e;
    }
    stopIfWanted();
    ItemDigest digest = new ItemDigest();
    digests.forEach(digest::merge);
    return digest;
  }

  private void work(SegmentExporter exporter, int split) {
    try {
      int segment;
      while (!stopped() && (segment = nextSegment.getAndIncrement()) < split) {
        if (exporter.export(segment, split)) {
          counters.segmentsDone.increment();
        }
      }
    } catch (RuntimeException | Error e) {
      if (failure.compareAndSet(null, e)) { // The first one is told; it stops the others.
        synchronized (workers) {
          workers.forEach(Thread::interrupt);
        }
      }
    }
  }

  /** Fewer workers are slower; more than the heap has room for end in an OutOfMemoryError. */
  private static int affordableWorkers() {
    return (int) Math.max(1, (Runtime.getRuntime().maxMemory() - BASE_BYTES) / WORKER_BYTES);
  }

  private boolean stopped() {
    return cancelled || failure.get() != null;
  }

  /** A caller that is interrupted wants the replication to stop, and no thread left behind. */
  private void join(Thread worker) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
        interruptedByCaller |= !cancelled;
        cancel();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private SegmentExporter exporter(ExportLayout layout, ScanRequest request) {
    return new SegmentExporter(
        dynamo.blocking(), store, options, request, layout, counters, this::stopped, objects::add);
  }

  private ReplicationSummary finish(
      ExportLayout layout, TableDescription table, Instant start, ItemDigest digest) {
    List<DataObject> sorted =
        objects.stream().sorted(Comparator.comparing(DataObject::key)).toList();
    Instant end = clock.instant();
    ReplicationProgress done = progress();
    Manifest manifest =
        new Manifest(
            table.tableArn() + "/export/" + layout.exportId(),
            start,
            end,
            table.tableArn(),
            table.tableId(),
            options.destination(),
            layout.files(),
            options.format(),
            options.compression(),
            digest.count(),
            new Manifest.Extra(
                digest.toHex(),
                done.scannedItems(),
                done.bytesRead(),
                done.bytesWritten(),
                sorted.size(),
                done.consumedReadUnits(),
                segments));
    byte[] files = Manifest.files(sorted);
    stopIfWanted();
    byte[] summary = manifest.summary();
    store.put(layout.files(), files);
    store.put(layout.filesMd5(), Manifest.md5(files));
    store.put(layout.summaryMd5(), Manifest.md5(summary));
    complete(layout.summary(), summary);
    return new ReplicationSummary(
        digest.count(),
        done.scannedItems(),
        done.bytesRead(),
        done.bytesWritten(),
        sorted.size(),
        done.consumedReadUnits(),
        segments,
        Duration.between(start, clock.instant()),
        new S3Location(options.destination().bucket(), layout.summary()),
        digest.toHex());
  }

  /**
   * Sends what makes the export a finished one. Once it is under way nobody knows whether S3 has it
   * but by its answer, so a stop that comes now comes too late.
   */
  private void complete(String key, byte[] summary) {
    synchronized (workers) {
      stopIfWanted();
      runner = null; // A cancel has nothing left to interrupt.
    }
    var unused = Interruptible.callToTheEnd(() -> store.put(key, summary));
  }
}
