package dev.stator.lineage;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One call on its way into the sites. */
final class RequestedCall {
  private final Sites sites;
  private final Operation operation;
  private final CallPoint point;
  private final Sites.Ground ground;
  private final Request request;
  private final Set<Atom> used;

  RequestedCall(
      Sites sites, Operation operation, CallPoint point, Sites.Ground ground, Request request) {
    this(sites, operation, point, ground, request, new LinkedHashSet<>());
  }

  private RequestedCall(
      Sites sites,
      Operation operation,
      CallPoint point,
      Sites.Ground ground,
      Request request,
      Set<Atom> used) {
    this.sites = sites;
    this.operation = operation;
    this.point = point;
    this.ground = ground;
    this.request = request;
    this.used = used;
  }

  Operation operation() {
    return operation;
  }

  CallPoint point() {
    return point;
  }

  RequestedCall onIndex(String index) {
    return new RequestedCall(
        sites,
        operation,
        point,
        ground,
        new Request(
            List.of(index),
            request.key(),
            request.filter(),
            request.projection(),
            request.consistency(),
            request.given(),
            request.open()),
        used);
  }

  void tables(Value names) {
    for (Value.Alternative name : NameValues.of(names).alternatives()) {
      use(name, false, operation.links(), operation.actions());
    }
  }

  void buckets(Value names, LinkType link) {
    for (Value.Alternative name : NameValues.of(names).alternatives()) {
      use(
          name,
          true,
          EnumSet.of(link),
          List.of(link == LinkType.useInsertLink ? "s3:PutObject" : "s3:GetObject"));
    }
  }

  void use(Value.Alternative name, boolean bucket, Set<LinkType> links, List<String> actions) {
    used.add(name.atom());
    sites.use(point, operation, ground, name, bucket, links, actions, request);
  }

  /**
   * Ends a request of several parts.
   *
   * @param certain whether each part is of one table, and all of them are in the request
   */
  void together(boolean certain) {
    sites.together(point, operation, certain ? Set.copyOf(used) : Set.of());
  }
}
