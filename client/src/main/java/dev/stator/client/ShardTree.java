package dev.stator.client;

import dev.stator.client.StreamDescription.Shard;
import dev.stator.client.StreamRequest.Start;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stream's shards, and which of them may be read now. Guarded by its reader's lock. */
final class ShardTree {
  /** One shard and how far it has been read. */
  static final class Node {
    final String id;
    final @Nullable String parent;

    /** Whether it was open when the stream was described last. */
    boolean open;

    boolean ended;

    /** Whether it is in the line, being read, or waiting for its turn to come back. */
    boolean begun;

    Start start = Start.TRIM_HORIZON;
    @Nullable String after;
    @Nullable String iterator;
    int emptyPolls;
    int renewals;

    Node(Shard shard) {
      this.id = shard.shardId();
      this.parent = shard.parentShardId();
    }

    String iteratorType() {
      return after == null ? start.name() : "AFTER_SEQUENCE_NUMBER";
    }

    /** Forgets the iterator; and where it began, if the service no longer has that. */
    void renew(boolean trimmed) {
      iterator = null;
      if (trimmed) {
        after = null;
        start = Start.TRIM_HORIZON;
      }
    }
  }

  private final StreamRequest request;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final ArrayDeque<Node> line = new ArrayDeque<>();
  private boolean described;
  private boolean enabled = true;

  ShardTree(StreamRequest request) {
    this.request = request;
  }

  /**
   * Whether the stream is to be described: for the first time, because it had no shards yet, or
   * because a shard has ended and those that follow it are not known.
   */
  boolean stale() {
    return !described || (enabled && (nodes.isEmpty() || !childless().isEmpty()));
  }

  /** Whether all has been read of a stream that was turned off. */
  boolean over() {
    return described && !enabled && nodes.values().stream().allMatch(node -> node.ended);
  }

  private List<Node> childless() {
    Set<@Nullable String> parents = new HashSet<>();
    nodes.values().forEach(node -> parents.add(node.parent));
    return nodes.values().stream()
        .filter(node -> node.ended && !parents.contains(node.id))
        .toList();
  }

  /** Takes up to so many shards to be read. */
  List<Node> take(int most) {
    List<Node> taken = new ArrayList<>();
    while (taken.size() < most && !line.isEmpty()) {
      taken.add(line.removeFirst());
    }
    return taken;
  }

  void putBack(Node node) {
    line.addLast(node);
  }

  void ended(Node node) {
    node.ended = true;
    begin();
  }

  /** Takes in what is new; returns what was to be gone on with and is not there. */
  List<StreamGap> add(StreamDescription description) {
    Set<String> present = new HashSet<>();
    for (Shard shard : description.shards()) {
      present.add(shard.shardId());
      Node node = nodes.computeIfAbsent(shard.shardId(), id -> newNode(shard));
      node.open = shard.isOpen();
    }
    List<StreamGap> gaps = new ArrayList<>();
    if (!described) {
      described = true;
      skipWhatWasRead();
      request
          .after()
          .forEach(
              (shard, number) -> {
                if (!present.contains(shard)) {
                  gaps.add(new StreamGap(request.streamArn(), shard, number));
                }
              });
    }
    enabled = description.status().startsWith("ENABL");
    // What has ended and is no longer described has no more to come.
    nodes.values().removeIf(node -> node.ended && !present.contains(node.id));
    begin();
    return gaps;
  }

  private Node newNode(Shard shard) {
    Node node = new Node(shard);
    node.after = request.after().get(node.id);
    if (!described && node.after == null && request.start() == Start.LATEST) {
      node.start = Start.LATEST;
      node.ended = !shard.isOpen();
    }
    return node;
  }

  /** The shards that a shard follows were read before it. */
  private void skipWhatWasRead() {
    for (String id : request.after().keySet()) {
      Node node = nodes.get(id);
      while (node != null && node.parent != null) {
        node = nodes.get(node.parent);
        if (node != null && !request.after().containsKey(node.id)) {
          node.ended = true;
        }
      }
    }
  }

  private void begin() {
    for (Node node : nodes.values()) {
      Node parent = node.parent == null ? null : nodes.get(node.parent);
      if (!node.begun && !node.ended && (parent == null || parent.ended)) {
        node.begun = true;
        line.addLast(node);
      }
    }
  }

  /** Whether every shard that is known has had nothing so often in a row, and may have more. */
  boolean emptyPolls(int polls) {
    return nodes.values().stream()
        .allMatch(node -> node.ended || (node.open && node.emptyPolls >= polls));
  }
}
