package dev.stator.replicate;

import dev.stator.client.AwsSettings;
import dev.stator.client.internal.http.Origin;
import dev.stator.client.internal.http.Proxy;
import dev.stator.client.internal.http.UrlConnections;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * How S3 is reached: region, endpoint and credentials. An endpoint of one's own is addressed by
 * path ({@code http://host/bucket/key}), as stores that speak S3's language want it; AWS's by host.
 *
 * <p>Safe for several threads. To be closed when no replication uses it any more.
 */
public final class S3Access implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** How long an attempt to send a part may take: 8 MiB at 70 kB/s. */
  private static final Duration ATTEMPT = Duration.ofMinutes(2);

  private final SdkHttpClient http;
  private final S3Client client;
  private final S3Presigner presigner;
  private final Map<String, String> environment;
  private final @Nullable Path caBundle;
  private final Duration attempt;

  private S3Access(
      String region,
      @Nullable URI endpoint,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Map<String, String> environment,
      @Nullable Path caBundle,
      Duration silence,
      Duration attempt) {
    this.environment = Map.copyOf(environment);
    this.caBundle = caBundle;
    this.attempt = attempt;
    http = http(this.environment, caBundle, silence);
    S3Configuration addressing =
        S3Configuration.builder().pathStyleAccessEnabled(endpoint != null).build();
    client =
        S3Client.builder()
            .httpClient(http)
            .region(Region.of(region))
            .endpointOverride(endpoint)
            .credentialsProvider(credentials)
            .serviceConfiguration(addressing)
            .build();
    presigner =
        S3Presigner.builder()
            .region(Region.of(region))
            .endpointOverride(endpoint)
            .credentialsProvider(credentials)
            .serviceConfiguration(addressing)
            .build();
  }

  /**
   * As the environment says, in the way of the AWS command line: {@code AWS_ENDPOINT_URL_S3},
   * {@code AWS_REGION}, profiles and so on.
   *
   * @param environment where a proxy may be named
   * @throws dev.stator.client.ConfigurationException if no region is set, or a setting is wrong
   * @throws ReplicationException if the proxy or the certificates to trust cannot be used
   */
  public static S3Access of(AwsSettings settings, Map<String, String> environment) {
    return new S3Access(
        settings.region(),
        settings.configuredEndpoint("s3"),
        settings.credentials(),
        environment,
        settings.caBundle(),
        SILENCE,
        ATTEMPT);
  }

  /**
   * As given, without a proxy.
   *
   * @param endpoint the endpoint to use instead of AWS's own, or null
   */
  public static S3Access of(
      String region,
      @Nullable URI endpoint,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
    return new S3Access(region, endpoint, credentials, Map.of(), null, SILENCE, ATTEMPT);
  }

  /** As given, and as patient: with an answer's silence, and with an attempt to send a part. */
  static S3Access of(
      URI endpoint,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Map<String, String> environment,
      Duration silence,
      Duration attempt) {
    return new S3Access("us-east-1", endpoint, credentials, environment, null, silence, attempt);
  }

  /** What is wrong with the environment is told now, and not by a request. */
  private static SdkHttpClient http(
      Map<String, String> environment, @Nullable Path caBundle, Duration silence) {
    try {
      for (boolean tls : new boolean[] {true, false}) {
        var unused = Proxy.fromEnvironment(environment, new Origin(tls, "s3.amazonaws.com", 443));
      }
      return UrlConnections.client(environment, caBundle, CONNECT, silence);
    } catch (IllegalArgumentException e) {
      throw new ReplicationException("S3: " + e.getMessage(), null, e);
    }
  }

  /** The SDK's client, for whatever else is to be done with S3. Closed with this. */
  public S3Client client() {
    return client;
  }

  S3Presigner presigner() {
    return presigner;
  }

  Map<String, String> environment() {
    return environment;
  }

  @Nullable Path caBundle() {
    return caBundle;
  }

  /** How long an attempt to send a part may take. */
  Duration attemptTimeout() {
    return attempt;
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
    http.close();
  }
}
