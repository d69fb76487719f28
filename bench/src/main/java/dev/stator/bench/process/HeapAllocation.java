package dev.stator.bench.process;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * How much the process has allocated on its heap, by all threads, those that are gone included:
 * what each collection found more than the one before had left. Exact to a region of the heap.
 */
final class HeapAllocation {
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final List<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toList());

  private final AtomicLong collections = new AtomicLong();
  private long allocated;
  private long left;

  HeapAllocation() {
    for (GarbageCollectorMXBean collector : collectors) {
      collections.addAndGet(collector.getCollectionCount());
      ((NotificationEmitter) collector)
          .addNotificationListener((notification, ignored) -> collected(notification), null, null);
    }
  }

  /** Bytes since this was made. Collects garbage, which nobody should be measuring meanwhile. */
  long bytes() throws InterruptedException {
    System.gc();
    synchronized (this) {
      while (collections.get() < count()) {
        wait(1_000);
      }
      return allocated;
    }
  }

  private long count() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  private synchronized void collected(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var info =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      allocated += Math.max(0, heap(info.getMemoryUsageBeforeGc()) - left);
      left = heap(info.getMemoryUsageAfterGc());
      collections.incrementAndGet();
      notifyAll();
    }
  }

  private long heap(Map<String, MemoryUsage> usage) {
    return usage.entrySet().stream()
        .filter(pool -> pools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }
}
