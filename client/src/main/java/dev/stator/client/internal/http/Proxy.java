package dev.stator.client.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy to go through. Its text never shows the password. */
public record Proxy(String host, int port, @Nullable String user, @Nullable String password) {
  /**
   * The proxy that the environment names for an origin, or null for none. Reads {@code https_proxy}
   * or {@code http_proxy} by the origin's scheme, and {@code no_proxy}: a list of host names (which
   * cover their subdomains too), addresses, either with a port, or {@code *}. A name in lower case
   * goes before the same in upper case. This machine itself is never reached through a proxy, whose
   * {@code localhost} is another.
   *
   * @throws IllegalArgumentException if the variable does not hold the URL of an HTTP proxy
   */
  public static @Nullable Proxy fromEnvironment(Map<String, String> environment, Origin origin) {
    String name = origin.tls() ? "https_proxy" : "http_proxy";
    String url = either(environment, name);
    if (url == null
        || isThisMachine(origin.host())
        || isExempt(either(environment, "no_proxy"), origin)) {
      return null;
    }
    try {
      URI uri = URI.create(url.contains("://") ? url : "http://" + url);
      if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
        throw new IllegalArgumentException("no http:// URL");
      }
      String[] userInfo =
          uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
      return new Proxy(
          uri.getHost(),
          uri.getPort() >= 0 ? uri.getPort() : 80,
          userInfo.length > 0 ? decoded(userInfo[0]) : null,
          userInfo.length > 1 ? decoded(userInfo[1]) : userInfo.length > 0 ? "" : null);
    } catch (IllegalArgumentException notAProxy) {
      // The URL may hold a password, and so may the message of the one who failed to read it.
      throw new IllegalArgumentException(
          "The environment variable "
              + name
              + " does not hold the URL of an HTTP proxy, such as http://proxy.example:3128");
    }
  }

  /** The value of a Proxy-Authorization header, or null where the proxy wants none. */
  @Nullable String authorization() {
    return user == null
        ? null
        : "Basic "
            + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(ISO_8859_1));
  }

  private static @Nullable String either(Map<String, String> environment, String lowerCase) {
    String value = environment.get(lowerCase);
    value = value != null ? value : environment.get(lowerCase.toUpperCase(Locale.ROOT));
    return value == null || value.isBlank() ? null : value.trim();
  }

  /** By its usual names and addresses (RFC 6761, RFC 6890). */
  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("::1");
  }

  private static boolean isExempt(@Nullable String exempt, Origin origin) {
    if (exempt == null) {
      return false;
    }
    for (String entry : exempt.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      String name = entry;
      int colon = entry.lastIndexOf(':');
      if (colon > 0 && entry.indexOf(':') == colon) {
        if (!entry.substring(colon + 1).equals(Integer.toString(origin.port()))) {
          continue;
        }
        name = entry.substring(0, colon);
      }
      name = name.startsWith("*.") ? name.substring(2) : name;
      name = name.startsWith(".") ? name.substring(1) : name;
      String host = origin.host().toLowerCase(Locale.ROOT);
      if (name.equals("*")) {
        return true;
      }
      if (!name.isEmpty() && (host.equals(name) || host.endsWith('.' + name))) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "http://" + (user == null ? "" : "***@") + host + ':' + port;
  }
}
