package dev.stator.bench.kernel;

import java.io.ByteArrayInputStream;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The AWS SDK's DynamoDB client over an HTTP client that answers each request with bytes given
 * beforehand. What is left is the SDK itself: of a 1 MB page nearly all is unmarshalling.
 */
final class SdkPages implements AutoCloseable {
  private static final ScanRequest REQUEST = ScanRequest.builder().tableName("orders").build();

  private final Canned canned = new Canned();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .httpClient(canned)
          .region(Region.US_EAST_1)
          .endpointOverride(URI.create("http://127.0.0.1:1"))
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .build();

  ScanResponse scan(byte[] page) {
    canned.page = page;
    return client.scan(REQUEST);
  }

  @Override
  public void close() {
    client.close();
  }

  private static final class Canned implements SdkHttpClient {
    private byte[] page = new byte[0];

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      HttpExecuteResponse response =
          HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(page)))
              .build();
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return response;
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public String clientName() {
      return "Canned";
    }

    @Override
    public void close() {}
  }
}
