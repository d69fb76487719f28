package dev.stator.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The process of one contender: warms up, works through several windows of time, and prints for
 * each what its process spent. CPU is user and system time of the whole process, with garbage
 * collection and compilation, but without the collections that the measuring itself asks for.
 *
 * <p>Arguments: the contender, the port of the fake DynamoDB, that of the fake S3, seconds of
 * warm-up, windows, seconds of a window.
 */
public final class Contender {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** At least so many items pass before anything is measured. */
  private static final long WARM_UP_ITEMS = 500_000;

  private Contender() {}

  /** See the class. */
  public static void main(String[] args) throws Exception {
    Services services = new Services(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    double warmUp = Double.parseDouble(args[3]);
    int windows = Integer.parseInt(args[4]);
    double window = Double.parseDouble(args[5]);
    try (Work work = work(args[0], services)) {
      warmUp(work, warmUp);
      HeapAllocation allocation = new HeapAllocation();
      for (int i = 0; i < windows; i++) {
        System.out.println(measure(work, window, allocation));
      }
    }
  }

  private static Work work(String name, Services services) {
    OutputStream none = OutputStream.nullOutputStream();
    return switch (name) {
      case "sdk-sync-json" -> new SdkSyncScan(services, none, false);
      case "sdk-sync-dynamodb-json" -> new SdkSyncScan(services, none, true);
      case "sdk-async-json" -> new SdkAsyncScan(services, none, false);
      case "sdk-async-dynamodb-json" -> new SdkAsyncScan(services, none, true);
      case "sdk-sync-replicate-json" -> SdkReplicate.sync(services, false);
      case "sdk-sync-replicate-dynamodb-json" -> SdkReplicate.sync(services, true);
      case "sdk-async-replicate-json" -> SdkReplicate.async(services, false);
      case "sdk-async-replicate-dynamodb-json" -> SdkReplicate.async(services, true);
      case "stator-json" -> new StatorScan(services, false);
      case "stator-dynamodb-json" -> new StatorScan(services, true);
      case "stator-replicate-json" -> new StatorReplicate(services, false);
      case "stator-replicate-dynamodb-json" -> new StatorReplicate(services, true);
      default -> throw new IllegalArgumentException("no contender \"" + name + "\"");
    };
  }

  /** Until the compiler has seen enough, however slow the machine is just now. */
  private static void warmUp(Work work, double seconds) throws Exception {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long items = 0;
    while (items < WARM_UP_ITEMS || System.nanoTime() < end) {
      items += work.once();
    }
  }

  private static String measure(Work work, double seconds, HeapAllocation allocation)
      throws Exception {
    long allocated = allocation.bytes();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long cpu = PROCESS.getProcessCpuTime();
    long items = 0;
    do {
      items += work.once();
    } while (System.nanoTime() < end);
    cpu = PROCESS.getProcessCpuTime() - cpu;
    return String.format(
        Locale.ROOT, "WINDOW %d %d %d", items, cpu, allocation.bytes() - allocated);
  }
}
