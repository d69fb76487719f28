package dev.stator.client.internal.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to an origin: straight, or through a proxy. */
public record Route(Origin origin, @Nullable Proxy proxy) {
  /** The way that the environment's proxy variables ask for. */
  public static Route to(Origin origin, Map<String, String> environment) {
    return new Route(origin, Proxy.fromEnvironment(environment, origin));
  }

  /**
   * What stands in the request line for a path. A proxy that is to forward a plain request wants
   * the whole URL (RFC 9112, 3.2.2); through a tunnel the origin sees its path as ever.
   */
  public String requestTarget(String path) {
    return forwards() ? origin + path : path;
  }

  /** The Proxy-Authorization that each request must carry, or null for none. */
  public @Nullable String proxyAuthorization() {
    return proxy != null && forwards() ? proxy.authorization() : null;
  }

  /** Whether the proxy is asked for a tunnel, as it is for https. */
  boolean tunnels() {
    return proxy != null && origin.tls();
  }

  private boolean forwards() {
    return proxy != null && !origin.tls();
  }

  String hostToConnect() {
    return proxy != null ? proxy.host() : origin.host();
  }

  int portToConnect() {
    return proxy != null ? proxy.port() : origin.port();
  }

  @Override
  public String toString() {
    return proxy == null ? origin.toString() : origin + " through the proxy " + proxy;
  }
}
