package dev.stator.bench.request;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where the fake DynamoDB is, and what every client says to it.
 *
 * @param port its port on 127.0.0.1
 * @param tls whether it speaks TLS, with the testkit's certificate
 */
record Endpoint(int port, boolean tls) {
  static final String TABLE = "orders";
  static final Region REGION = Region.US_EAST_1;
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench-secret"));

  URI uri() {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
  }
}
