package dev.stator.cli;

import dev.stator.client.AwsSettings;
import dev.stator.client.ConfigurationException;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoClientBuilder;
import dev.stator.local.LocalServices;
import dev.stator.replicate.S3Access;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The DynamoDB and the S3 that a command works with: those of AWS or of the endpoints that are
 * configured, or with {@code --local} those on this machine, and then nothing of the user's AWS
 * configuration is looked at.
 */
final class Connections implements AutoCloseable {
  /** A region is part of host names: one label of them. */
  private static final Pattern REGION =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private final DynamoClient dynamo;
  private final Supplier<S3Access> toS3;
  private final @Nullable LocalServices services;
  private @Nullable S3Access s3;

  private Connections(
      DynamoClient dynamo, Supplier<S3Access> toS3, @Nullable LocalServices services) {
    this.dynamo = dynamo;
    this.toS3 = toS3;
    this.services = services;
  }

  /** What the command's options and environment say; local services are found or started. */
  static Connections open(Invocation invocation) {
    return open(invocation, null);
  }

  /**
   * The same.
   *
   * @param bucketRegion the region of the bucket, or null if it is DynamoDB's
   */
  static Connections open(Invocation invocation, @Nullable String bucketRegion) {
    GlobalOptions options = invocation.options();
    if (!options.local) {
      requireUrl(options.endpointUrl);
      return asUsage(() -> configured(invocation, bucketRegion));
    }
    String other =
        options.profile != null
            ? "--profile"
            : options.endpointUrl != null
                ? "--endpoint-url"
                : bucketRegion != null ? "--bucket-region" : null;
    if (other != null) {
      throw CommandFailure.usage(
          "--local together with " + other + ": they name different services",
          "leave one of them out");
    }
    LocalServices services =
        LocalServices.runningOrEmbedded(
            LocalServices.Options.inMemory().withNotice(invocation::note));
    return to(services);
  }

  /** The given services, which are closed together with the connections. */
  static Connections to(LocalServices services) {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                LocalServices.ACCESS_KEY_ID, LocalServices.SECRET_ACCESS_KEY));
    DynamoClient dynamo =
        DynamoClient.builder()
            .environment(services.environment())
            .endpoint(services.dynamoDbEndpoint())
            .region(LocalServices.REGION)
            .credentials(credentials)
            .build();
    return new Connections(
        dynamo,
        () -> S3Access.of(LocalServices.REGION, services.s3Endpoint(), credentials),
        services);
  }

  private static void requireUrl(@Nullable URI endpoint) {
    if (endpoint == null) {
      return;
    }
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (endpoint.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw CommandFailure.usage(
          "--endpoint-url " + endpoint + ": this is no URL of http or https",
          "write it like http://127.0.0.1:8000");
    }
  }

  /** What is configured wrongly is known before anything is sent. */
  private static <T> T asUsage(Supplier<T> made) {
    try {
      return made.get();
    } catch (ConfigurationException e) {
      throw CommandFailure.usage(e);
    }
  }

  private static void requireRegion(AwsSettings settings) {
    String region = settings.region();
    if (!REGION.matcher(region).matches()) {
      throw CommandFailure.usage(
          "region " + region + ": no region is called so",
          "a region is letters, digits and hyphens: eu-central-1; it comes from --region,"
              + " AWS_REGION or the profile");
    }
  }

  private static Connections configured(Invocation invocation, @Nullable String bucketRegion) {
    GlobalOptions options = invocation.options();
    Map<String, String> environment = invocation.environment();
    AwsSettings settings =
        AwsSettings.of(
            environment, options.profile, bucketRegion != null ? bucketRegion : options.region);
    requireRegion(settings);
    DynamoClientBuilder builder = DynamoClient.builder().environment(environment);
    if (options.profile != null) {
      builder.profile(options.profile);
    }
    if (options.region != null) {
      builder.region(options.region);
    }
    if (options.endpointUrl != null) {
      builder.endpoint(options.endpointUrl);
    }
    return new Connections(builder.build(), () -> S3Access.of(settings, environment), null);
  }

  DynamoClient dynamo() {
    return dynamo;
  }

  /** Made when it is first asked for: most commands never do. */
  S3Access s3() {
    S3Access access = s3;
    if (access == null) {
      access = asUsage(toS3);
      s3 = access;
    }
    return access;
  }

  @Override
  public void close() {
    S3Access access = s3;
    try (services;
        access;
        dynamo) {
      // Each is closed, in the opposite order, whatever the others do.
    }
  }
}
