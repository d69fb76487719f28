package dev.stator.client;

import dev.stator.client.BatchOperation.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One of the requests that may be under way at once, from one to the next: what is to be sent again
 * by it, and how long it waits. Used by one thread at a time.
 */
final class BatchLane<I> {
  private @Nullable Future<?> underWay;
  private boolean waiting;
  private boolean mayFillUp;
  private int level;
  private int fruitless;

  /** Parts of a batch that was refused as a whole, each to be sent by itself. */
  private final ArrayDeque<List<Entry<I>>> parts = new ArrayDeque<>();

  private List<Entry<I>> left = List.of();

  boolean isFree() {
    return underWay == null && !waiting;
  }

  boolean isSending() {
    return underWay != null;
  }

  /** Whether what {@link #again} gave may be joined by new ones. */
  boolean mayFillUp() {
    return mayFillUp;
  }

  /** What is to be sent again, and first; empty if there is nothing. */
  List<Entry<I>> again(int most) {
    List<Entry<I>> part = parts.pollFirst();
    mayFillUp = part == null;
    if (part != null) {
      return part;
    }
    List<Entry<I>> again = new ArrayList<>(left.subList(0, Math.min(most, left.size())));
    left = List.copyOf(left.subList(again.size(), left.size()));
    return again;
  }

  void sending(Future<?> request) {
    underWay = request;
  }

  void sent() {
    underWay = null;
  }

  void waitWith(List<Entry<I>> entries) {
    List<Entry<I>> all = new ArrayList<>(left);
    all.addAll(entries);
    left = all;
    waiting = true;
  }

  void waited() {
    waiting = false;
  }

  /** How many times in a row it has come back, less where there was progress. */
  int level() {
    return level;
  }

  void cameThrough() {
    level = 0;
    fruitless = 0;
  }

  /** Takes note that something came back; returns how often in a row all of it did. */
  int cameBack(boolean progress) {
    level = progress ? Math.max(1, level - 1) : level + 1;
    fruitless = progress ? 0 : fruitless + 1;
    return fruitless;
  }

  void halve(List<Entry<I>> batch) {
    int middle = batch.size() / 2;
    first(List.of(batch.subList(0, middle), batch.subList(middle, batch.size())));
  }

  /** Sends these before anything else, each by itself. */
  void first(List<List<Entry<I>>> batches) {
    for (int i = batches.size() - 1; i >= 0; i--) {
      parts.addFirst(new ArrayList<>(batches.get(i)));
    }
  }

  static <I> List<List<Entry<I>>> byTable(List<Entry<I>> batch) {
    Map<String, List<Entry<I>>> tables = new LinkedHashMap<>();
    for (Entry<I> entry : batch) {
      tables.computeIfAbsent(entry.tableName, name -> new ArrayList<>()).add(entry);
    }
    return List.copyOf(tables.values());
  }

  void cancel() {
    Future<?> request = underWay;
    if (request != null) {
      request.cancel(false);
    }
  }
}
