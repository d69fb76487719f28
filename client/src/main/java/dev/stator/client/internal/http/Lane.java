package dev.stator.client.internal.http;

import dev.stator.client.internal.http.TransportException.Kind;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/*
 * A lane shares nothing: its connections, its queue and its clock are touched by one thread only,
 * its event loop. So there is no lock, and no request ever waits for another lane's.
 *
 * Time limits are not timers. A timer per request (two or three of them: waiting, attempt, silence)
 * would be allocated, queued and cancelled for every request to fire for almost none. Instead one
 * tick walks the connections and the queue, and compares deadlines. There are as many connections as
 * requests in flight, at most some hundreds, so a walk costs less than a microsecond or two; it
 * happens 50 times a second while anything is under way, once a second while connections merely
 * idle, and not at all when there are none. The price is precision: a limit is noticed up to 20 ms
 * late.
 */

/** One event loop with its connections. Confined to that loop, but for {@link #loop} itself. */
final class Lane {
  private static final long BUSY_TICK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long IDLE_TICK = TimeUnit.SECONDS.toNanos(1);

  final EventLoop loop;
  final TransportSettings settings;

  /** Two of them, since a request may go out while the response that made way for it is read. */
  final LaneBuffer reading = new LaneBuffer();

  final LaneBuffer writing = new LaneBuffer();
  private final Connector connector;
  private final int capacity;

  private final ArrayList<Connection> connections = new ArrayList<>();
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
  private final Set<Delay> delays = new HashSet<>();
  private boolean closed;
  private long tickPeriod;
  private int tickGeneration;

  Lane(EventLoop loop, TransportSettings settings, Connector connector, int capacity) {
    this.loop = loop;
    this.settings = settings;
    this.connector = connector;
    this.capacity = capacity;
  }

  /** Does once, for nothing, what a first request would otherwise wait for. */
  void rehearse() {
    reading.take(1).release();
    writing.take(1).release();
    connector.rehearse(this);
  }

  /** Gives an exchange a connection: the one used last, or a new one, or a place in the queue. */
  void admit(Exchange exchange) {
    if (closed) {
      exchange.fail(closed(false));
      return;
    }
    tickEvery(BUSY_TICK);
    if (exchange.replayed && connections.size() == capacity && !idle.isEmpty()) {
      idle.getFirst().drop();
    }
    Connection connection = exchange.replayed ? null : idle.pollLast();
    if (connection != null) {
      connection.carry(exchange);
    } else if (connections.size() < capacity) {
      connect(exchange);
    } else if (waiting.size() < settings.maxWaiting()) {
      waiting.addLast(exchange);
    } else {
      exchange.fail(
          Kind.BUSY,
          false,
          "All "
              + settings.maxConnections()
              + " connections are busy and "
              + waiting.size()
              + " requests wait for one");
    }
  }

  /** Takes note that a request has been answered. */
  void served(Channel channel) {
    connector.served(channel);
  }

  /** Takes note that a connection has nothing to carry. */
  void free(Connection connection) {
    Exchange next = nextWaiting();
    if (next != null) {
      connection.carry(next);
    } else {
      idle.addLast(connection);
    }
  }

  void remove(Connection connection) {
    Connection last = connections.remove(connections.size() - 1);
    if (last != connection) {
      connections.set(connection.place, last);
      last.place = connection.place;
    }
    connection.place = -1;
    idle.removeLastOccurrence(connection);
    Exchange next = nextWaiting();
    if (next != null) {
      connect(next);
    }
  }

  /** Fails everything that is under way and lets nothing new in. */
  void close() {
    closed = true;
    delays.forEach(delay -> delay.elapsed.completeExceptionally(closed(false)));
    delays.clear();
    waiting.forEach(exchange -> exchange.fail(closed(false)));
    waiting.clear();
    while (!connections.isEmpty()) {
      connections.get(connections.size() - 1).fail(closed(true));
    }
    reading.close();
    writing.close();
  }

  static TransportException closed(boolean maybeSent) {
    return new TransportException(
        Kind.CLOSED,
        maybeSent,
        maybeSent ? "The client was closed during the request" : "The client is closed",
        null);
  }

  /** Completes a future after a time, or exceptionally when the lane is closed. */
  void delay(CompletableFuture<Void> elapsed, long nanos) {
    if (closed) {
      elapsed.completeExceptionally(closed(false));
      return;
    }
    Delay delay = new Delay(elapsed);
    delays.add(delay);
    var unused =
        loop.schedule(
            () -> {
              delays.remove(delay);
              elapsed.complete(null);
            },
            nanos,
            TimeUnit.NANOSECONDS);
  }

  private @Nullable Exchange nextWaiting() {
    Exchange next = waiting.pollFirst();
    while (next != null && next.isDone()) {
      next = waiting.pollFirst();
    }
    return next;
  }

  private void connect(Exchange exchange) {
    Connection connection = new Connection(this, connector.newParser(), exchange);
    connection.place = connections.size();
    connections.add(connection);
    connector.connect(this, connection);
  }

  private void tickEvery(long period) {
    if (tickPeriod == 0 || period < tickPeriod) {
      tickPeriod = period;
      int generation = ++tickGeneration;
      var unused = loop.schedule(() -> tick(generation), period, TimeUnit.NANOSECONDS);
    }
  }

  private void tick(int generation) {
    if (generation != tickGeneration || closed) {
      return;
    }
    long now = System.nanoTime();
    for (int i = connections.size() - 1; i >= 0; i--) {
      if (i < connections.size()) {
        connections.get(i).check(now);
      }
    }
    expireWaiting(now);
    tickPeriod = 0;
    if (idle.size() < connections.size() || !waiting.isEmpty()) {
      tickEvery(BUSY_TICK);
    } else if (!connections.isEmpty()) {
      tickEvery(IDLE_TICK);
    }
  }

  private void expireWaiting(long now) {
    Iterator<Exchange> queue = waiting.iterator();
    ArrayList<Exchange> expired = new ArrayList<>(0);
    while (queue.hasNext()) {
      Exchange exchange = queue.next();
      if (exchange.isDone() || now - exchange.waitingDeadline >= 0) {
        queue.remove();
        expired.add(exchange);
      }
    }
    for (Exchange exchange : expired) {
      exchange.fail(
          Kind.BUSY,
          false,
          "None of the " + settings.maxConnections() + " connections came free in time");
    }
  }

  /** Someone who waits for time to pass; equal to itself only. */
  private static final class Delay {
    final CompletableFuture<Void> elapsed;

    Delay(CompletableFuture<Void> elapsed) {
      this.elapsed = elapsed;
    }
  }
}
