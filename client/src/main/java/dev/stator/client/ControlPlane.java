package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.DynamoClient.Endpoint;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.UrlConnections;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Tables and their settings, through the AWS SDK's own generated client: there is nothing in it
 * that this project would do better. It has the region, endpoint, credentials, proxy and trusted
 * certificates of the {@link DynamoClient} it came from, and is made when it is first used. Safe
 * for use by many threads, which its methods block. They throw {@link DynamoException}; those of
 * {@link #sdk} throw the SDK's own.
 */
public final class ControlPlane {
  private final Endpoint endpoint;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final @Nullable Path caBundle;
  private final DynamoClientBuilder settings;

  private @Nullable DynamoDbClient sdk;
  private boolean closed;

  ControlPlane(
      Endpoint endpoint,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      @Nullable Path caBundle,
      DynamoClientBuilder settings) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.caBundle = caBundle;
    this.settings = settings;
  }

  /**
   * What a table is like.
   *
   * @throws ResourceNotFoundException if there is none of that name
   */
  public TableDescription describeTable(String tableName) {
    return call(
        "DescribeTable", tableName, sdk -> sdk.describeTable(r -> r.tableName(tableName)).table());
  }

  /** Makes a table. It is there when its status is ACTIVE, which may take a while. */
  public TableDescription createTable(CreateTableRequest request) {
    return call(
        "CreateTable", request.tableName(), sdk -> sdk.createTable(request).tableDescription());
  }

  /** Deletes a table and all that is in it. It is gone after a while. */
  public TableDescription deleteTable(String tableName) {
    return call(
        "DeleteTable",
        tableName,
        sdk -> sdk.deleteTable(r -> r.tableName(tableName)).tableDescription());
  }

  /** The names of all tables of the account in the region. */
  public List<String> listTables() {
    return call(
        "ListTables", null, sdk -> sdk.listTablesPaginator().tableNames().stream().toList());
  }

  /** The SDK's client, for every other operation. Must not be closed. */
  public synchronized DynamoDbClient sdk() {
    if (closed) {
      throw new IllegalStateException("The client is closed");
    }
    if (sdk == null) {
      sdk =
          DynamoDbClient.builder()
              .region(Region.of(endpoint.region()))
              .endpointOverride(endpoint.uri())
              .credentialsProvider(credentials)
              .httpClient(http())
              .overrideConfiguration(o -> o.apiCallTimeout(settings.callTimeout))
              .build();
    }
    return sdk;
  }

  private SdkHttpClient http() {
    try {
      return UrlConnections.client(
          settings.environment, caBundle, settings.connectTimeout, settings.attemptTimeout);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(Kind.MALFORMED, String.valueOf(e.getMessage()), "", e);
    }
  }

  private <R> R call(
      String operation, @Nullable String tableName, Function<DynamoDbClient, R> operationOn) {
    CallFacts call = new CallFacts(operation, tableName, null, 1);
    try {
      return operationOn.apply(sdk());
    } catch (DynamoDbException e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      String message = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
      CallFacts tried = new CallFacts(operation, tableName, null, attempts(e));
      ServiceException failure = ErrorReply.of(tried, e.statusCode(), e.requestId(), code, message);
      failure.addSuppressed(e);
      throw failure;
    } catch (SdkClientException e) {
      String text = String.valueOf(e.getMessage());
      if (text.contains("credentials")) {
        throw AwsSettings.noCredentials(text, e);
      }
      throw new NoAnswerException(Reason.UNREACHABLE, true, call, text, e);
    }
  }

  private static int attempts(DynamoDbException e) {
    return e.numAttempts() == null ? 1 : e.numAttempts();
  }

  synchronized void close() {
    closed = true;
    if (sdk != null) {
      sdk.close();
      sdk = null;
    }
  }
}
