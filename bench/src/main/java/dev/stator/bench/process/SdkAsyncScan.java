package dev.stator.bench.process;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The AWS SDK's asynchronous client over its native transport, four segments at a time. */
final class SdkAsyncScan implements Work {
  private static final int SEGMENTS = 4;

  private final DynamoDbAsyncClient client;
  private final List<SdkLines> lines = new ArrayList<>();
  private final List<Map<String, AttributeValue>> starts = new ArrayList<>();

  SdkAsyncScan(Services services, OutputStream out, boolean typed) {
    client =
        DynamoDbAsyncClient.builder()
            .endpointOverride(services.dynamoDb())
            .region(Services.REGION)
            .credentialsProvider(Services.credentials())
            .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
            .build();
    for (int i = 0; i < SEGMENTS; i++) {
      lines.add(new SdkLines(out, typed));
      starts.add(Map.of());
    }
  }

  @Override
  public long once() throws Exception {
    List<CompletableFuture<Long>> pages = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      int segment = i;
      ScanRequest.Builder request =
          ScanRequest.builder().tableName(Services.TABLE).segment(segment).totalSegments(SEGMENTS);
      if (!starts.get(segment).isEmpty()) {
        request.exclusiveStartKey(starts.get(segment));
      }
      pages.add(client.scan(request.build()).thenApply(page -> take(segment, page)));
    }
    long items = 0;
    for (CompletableFuture<Long> page : pages) {
      items += page.get();
    }
    return items;
  }

  private long take(int segment, ScanResponse page) {
    try {
      lines.get(segment).write(page.items());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    starts.set(segment, page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of());
    return page.count();
  }

  @Override
  public void close() {
    client.close();
  }
}
