package dev.stator.cli;

import dev.stator.client.AwsSettings;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoClientBuilder;
import dev.stator.local.LocalServices;
import dev.stator.replicate.S3Access;
import java.util.Map;
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
  private final DynamoClient dynamo;
  private final S3Access s3;
  private final @Nullable LocalServices services;

  private Connections(DynamoClient dynamo, S3Access s3, @Nullable LocalServices services) {
    this.dynamo = dynamo;
    this.s3 = s3;
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
      return configured(invocation, bucketRegion);
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
    S3Access s3 = S3Access.of(LocalServices.REGION, services.s3Endpoint(), credentials);
    return new Connections(dynamo, s3, services);
  }

  private static Connections configured(Invocation invocation, @Nullable String bucketRegion) {
    GlobalOptions options = invocation.options();
    Map<String, String> environment = invocation.environment();
    AwsSettings settings =
        AwsSettings.of(
            environment, options.profile, bucketRegion != null ? bucketRegion : options.region);
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
    DynamoClient dynamo = builder.build();
    try {
      return new Connections(dynamo, S3Access.of(settings, environment), null);
    } catch (RuntimeException e) {
      dynamo.close();
      throw e;
    }
  }

  DynamoClient dynamo() {
    return dynamo;
  }

  S3Access s3() {
    return s3;
  }

  @Override
  public void close() {
    try (services;
        s3;
        dynamo) {
      // Each is closed, in the opposite order, whatever the others do.
    }
  }
}
