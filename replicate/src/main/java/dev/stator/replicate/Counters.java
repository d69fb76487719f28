package dev.stator.replicate;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What all workers together have done so far. Safe for several threads. */
final class Counters {
  final LongAdder items = new LongAdder();
  final LongAdder scannedItems = new LongAdder();
  final LongAdder bytesRead = new LongAdder();
  final LongAdder bytesWritten = new LongAdder();
  final LongAdder objects = new LongAdder();
  final LongAdder segmentsDone = new LongAdder();
  final DoubleAdder consumedReadUnits = new DoubleAdder();

  void page(int count, long scanned, int bytes, double readUnits) {
    items.add(count);
    scannedItems.add(Math.max(scanned, count));
    bytesRead.add(bytes);
    consumedReadUnits.add(readUnits);
  }

  void uploaded(long bytes) {
    bytesWritten.add(bytes);
  }

  void object() {
    objects.increment();
  }
}
