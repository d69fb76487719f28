package dev.stator.client;

import dev.stator.client.DynamoClient.Endpoint;
import org.jspecify.annotations.Nullable;

/** Tells the listener that calls to an endpoint begin, and keeps its failures away from them. */
final class Events {
  private final ClientListener listener;
  private final Endpoint endpoint;

  Events(ClientListener listener, Endpoint endpoint) {
    this.listener = listener;
    this.endpoint = endpoint;
  }

  /** For calls that are made later, for whoever runs on this thread now. */
  Events here() {
    if (listener == ClientListener.NONE) {
      return this;
    }
    try {
      ClientListener here = listener.here();
      return here == listener ? this : new Events(here, endpoint);
    } catch (RuntimeException e) {
      CallEvents.failed(e);
      return this;
    }
  }

  /** A call of this client begins. */
  CallEvents started(DynamoRequest request) {
    return listener == ClientListener.NONE
        ? CallEvents.NONE
        : started(request.operation(), request.tableName(), request.index(), request);
  }

  /** A call begins that the SDK makes. */
  CallEvents started(String operation, @Nullable String table) {
    return listener == ClientListener.NONE
        ? CallEvents.NONE
        : started(operation, table, null, null);
  }

  private CallEvents started(
      String operation,
      @Nullable String table,
      @Nullable String index,
      @Nullable DynamoRequest request) {
    try {
      CallObserver observer =
          listener.started(new CallStart(operation, table, index, endpoint, request));
      return observer == CallObserver.NONE
          ? CallEvents.NONE
          : new CallEvents(observer, listener.wantsCapacity());
    } catch (RuntimeException e) {
      CallEvents.failed(e);
      return CallEvents.NONE;
    }
  }
}
