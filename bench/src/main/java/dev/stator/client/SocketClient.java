package dev.stator.client;

import dev.stator.client.internal.http.SocketTransport;

/** Our client with every part of it but the transport. Only its blocking view makes sense. */
public final class SocketClient {
  private SocketClient() {}

  /** Makes the client send on sockets, on its callers' own threads. */
  public static DynamoClientBuilder onSockets(DynamoClientBuilder builder) {
    builder.transport = SocketTransport::open;
    return builder;
  }
}
