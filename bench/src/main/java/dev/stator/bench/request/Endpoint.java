package dev.stator.bench.request;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where the fake DynamoDB is, and what every client says to it.
 *
 * @param port its port on 127.0.0.1
 * @param certificate the PEM file of its certificate if it speaks TLS, or null
 */
record Endpoint(int port, @Nullable String certificate) {
  static final String TABLE = "orders";

  /** The same table, whose answers tell the capacity that they took. */
  static final String TELLING_TABLE = "telling-orders";

  static final Region REGION = Region.US_EAST_1;
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench-secret"));

  /** From what {@link #toString} says. */
  static Endpoint of(String text) {
    String[] parts = text.split(":", 2);
    return new Endpoint(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : null);
  }

  /** One word, to be told to another process. */
  @Override
  public String toString() {
    return certificate == null ? Integer.toString(port) : port + ":" + certificate;
  }

  URI uri() {
    return URI.create((certificate != null ? "https" : "http") + "://127.0.0.1:" + port);
  }
}
