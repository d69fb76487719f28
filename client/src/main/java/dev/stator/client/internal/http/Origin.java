package dev.stator.client.internal.http;

import java.net.URI;
import java.util.Locale;

/** Where requests go: a scheme, a host and a port. The host of an IPv6 address has no brackets. */
public record Origin(boolean tls, String host, int port) {
  /**
   * Reads the origin of an endpoint.
   *
   * @throws IllegalArgumentException if the URI is not absolute, or neither http nor https
   */
  public static Origin of(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (endpoint.getHost() == null || (!tls && !scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "The endpoint \"" + endpoint + "\" is not of the form http://host:port or https://host");
    }
    String host = endpoint.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = endpoint.getPort();
    return new Origin(tls, host, port >= 0 ? port : tls ? 443 : 80);
  }

  /** The value of the Host header: without the port where the scheme implies it. */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    return port == (tls ? 443 : 80) ? name : name + ':' + port;
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority();
  }
}
