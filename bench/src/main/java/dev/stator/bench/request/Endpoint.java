package dev.stator.bench.request;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the fake DynamoDB is, and what every client says to it.
 *
 * @param port its port on 127.0.0.1
 * @param trusted the key store of the certificates to trust, its own and the JDK's, if it speaks
 *     TLS; or null
 */
record Endpoint(int port, @Nullable String trusted) {
  static final String TABLE = "orders";

  /** The same table, whose answers tell the capacity that they took. */
  static final String TELLING_TABLE = "telling-orders";

  static final String REGION = "us-east-1";
  static final String ACCESS_KEY_ID = "bench";
  static final String SECRET_ACCESS_KEY = "bench-secret";

  /** From what {@link #toString} says; this process then trusts what is to be trusted. */
  static Endpoint of(String text) {
    String[] parts = text.split(":", 2);
    if (parts.length > 1) {
      System.setProperty("javax.net.ssl.trustStore", parts[1]);
    }
    return new Endpoint(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : null);
  }

  boolean tls() {
    return trusted != null;
  }

  /** One word, to be told to another process. */
  @Override
  public String toString() {
    return trusted == null ? Integer.toString(port) : port + ":" + trusted;
  }

  URI uri() {
    return URI.create((tls() ? "https" : "http") + "://127.0.0.1:" + port);
  }
}
