package dev.stator.bench.process;

import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The AWS SDK's low-level synchronous client over Apache: a page, its lines, the next page. */
final class SdkSyncScan implements Work {
  private final DynamoDbClient client;
  private final SdkLines lines;
  private Map<String, AttributeValue> start = Map.of();

  SdkSyncScan(Services services, OutputStream out, boolean typed) {
    client =
        DynamoDbClient.builder()
            .endpointOverride(services.dynamoDb())
            .region(Services.REGION)
            .credentialsProvider(Services.credentials())
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    lines = new SdkLines(out, typed);
  }

  @Override
  public long once() throws Exception {
    ScanRequest.Builder request = ScanRequest.builder().tableName(Services.TABLE);
    if (!start.isEmpty()) {
      request.exclusiveStartKey(start);
    }
    ScanResponse page = client.scan(request.build());
    lines.write(page.items());
    start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    return page.count();
  }

  @Override
  public void close() {
    client.close();
  }
}
