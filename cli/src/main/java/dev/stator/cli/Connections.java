package dev.stator.cli;

import dev.stator.client.AwsSettings;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoClientBuilder;
import dev.stator.local.LocalServices;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * The DynamoDB and the S3 that a command works with: those of AWS or of the endpoints that are
 * configured, or with {@code --local} those on this machine, and then nothing of the user's AWS
 * configuration is looked at.
 */
final class Connections implements AutoCloseable {
  private final DynamoClient dynamo;
  private final S3AsyncClient s3;
  private final @Nullable LocalServices services;

  private Connections(DynamoClient dynamo, S3AsyncClient s3, @Nullable LocalServices services) {
    this.dynamo = dynamo;
    this.s3 = s3;
    this.services = services;
  }

  /** What the command's options and environment say; local services are found or started. */
  static Connections open(Invocation invocation) {
    GlobalOptions options = invocation.options();
    if (!options.local) {
      return configured(invocation);
    }
    if (options.endpointUrl != null || options.profile != null) {
      throw CommandFailure.usage(
          "--local together with "
              + (options.profile != null ? "--profile" : "--endpoint-url")
              + ": they name different services",
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
        dynamo, s3(LocalServices.REGION, services.s3Endpoint(), credentials), services);
  }

  private static Connections configured(Invocation invocation) {
    GlobalOptions options = invocation.options();
    AwsSettings settings =
        AwsSettings.of(invocation.environment(), options.profile, options.region);
    DynamoClientBuilder builder = DynamoClient.builder().environment(invocation.environment());
    if (options.profile != null) {
      builder.profile(options.profile);
    }
    if (options.region != null) {
      builder.region(options.region);
    }
    if (options.endpointUrl != null) {
      builder.endpoint(options.endpointUrl);
    }
    S3AsyncClient s3 =
        s3(settings.region(), settings.configuredEndpoint("s3"), settings.credentials());
    try {
      return new Connections(builder.build(), s3, null);
    } catch (RuntimeException e) {
      s3.close();
      throw e;
    }
  }

  /** Services other than AWS's own rarely have a host name for every bucket: the path names it. */
  private static S3AsyncClient s3(
      String region, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
    return S3AsyncClient.crtBuilder()
        .region(Region.of(region))
        .endpointOverride(endpoint)
        .forcePathStyle(endpoint != null)
        .credentialsProvider(credentials)
        .build();
  }

  DynamoClient dynamo() {
    return dynamo;
  }

  S3AsyncClient s3() {
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
