package dev.stator.bench.request;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The SDK's clients, each with as many connections as there are requests in flight and otherwise as
 * it comes. Over TLS the native ones trust every certificate, as they do not read the JDK's.
 */
final class SdkClients {
  private static final AttributeMap TRUSTING =
      AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build();

  /** Nobody is to wait in vain for a connection when all of them begin at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SdkClients() {}

  static SdkHttpClient apache5(int connections) {
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .connectionAcquisitionTimeout(PATIENCE)
        .build();
  }

  static SdkHttpClient urlConnection() {
    return UrlConnectionHttpClient.builder().build();
  }

  static SdkHttpClient crt(int connections) {
    return AwsCrtHttpClient.builder()
        .maxConcurrency(connections)
        .connectionAcquisitionTimeout(PATIENCE)
        .buildWithDefaults(TRUSTING);
  }

  static SdkAsyncHttpClient asyncCrt(int connections) {
    return AwsCrtAsyncHttpClient.builder()
        .maxConcurrency(connections)
        .connectionAcquisitionTimeout(PATIENCE)
        .buildWithDefaults(TRUSTING);
  }

  static SdkAsyncHttpClient netty(int connections) {
    return NettyNioAsyncHttpClient.builder()
        .maxConcurrency(connections)
        .connectionAcquisitionTimeout(PATIENCE)
        .build();
  }

  static DynamoDbClient sync(Endpoint endpoint, SdkHttpClient http) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials())
        .httpClient(http)
        .build();
  }

  static DynamoDbAsyncClient async(Endpoint endpoint, SdkAsyncHttpClient http) {
    return DynamoDbAsyncClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials())
        .httpClient(http)
        .build();
  }

  /** The same, but futures are completed where the answer came in: no hand-off to a thread pool. */
  static DynamoDbAsyncClient direct(Endpoint endpoint, SdkAsyncHttpClient http) {
    return DynamoDbAsyncClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials())
        .httpClient(http)
        .asyncConfiguration(
            c ->
                c.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(Endpoint.ACCESS_KEY_ID, Endpoint.SECRET_ACCESS_KEY));
  }
}
