package dev.stator.bench.process;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoClient;
import dev.stator.client.ResponseBody;
import dev.stator.client.ScanRequest;
import dev.stator.client.StartKey;
import dev.stator.item.json.PageReader;
import dev.stator.item.json.PlainJson;
import dev.stator.item.json.Utf8Buffer;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our client: a page's bytes, checked and turned into lines, the next page. */
final class StatorScan implements Work {
  private static final byte[] LINE_START = {'{', '"', 'I', 't', 'e', 'm', '"', ':'};
  private static final byte[] LINE_END = {'}', '\n'};

  private final DynamoClient client;
  private final BlockingDynamoClient blocking;
  private final boolean typed;
  private final OutputStream out = OutputStream.nullOutputStream();
  private final PageReader page = new PageReader();
  private final Utf8Buffer lines = new Utf8Buffer(2 << 20);
  private @Nullable StartKey start;

  StatorScan(Services services, boolean typed) {
    this.client = client(services);
    this.blocking = client.blocking();
    this.typed = typed;
  }

  static DynamoClient client(Services services) {
    return DynamoClient.builder()
        .environment(Map.of())
        .endpoint(services.dynamoDb())
        .region(Services.REGION.id())
        .credentials(Services.credentials())
        .build();
  }

  @Override
  public long once() throws Exception {
    ScanRequest.Builder request = ScanRequest.builder(Services.TABLE);
    if (start != null) {
      request.exclusiveStartKey(start);
    }
    lines.clear();
    try (ResponseBody body = blocking.scanRaw(request.build())) {
      page.reset(body.array(), 0, body.length());
      while (page.nextItem()) {
        if (typed) {
          page.item().skipItem();
          int from = page.itemStart();
          lines.append(LINE_START, 0, LINE_START.length);
          lines.append(body.array(), from, page.item().position() - from);
          lines.append(LINE_END, 0, LINE_END.length);
        } else {
          PlainJson.writeItem(page.item(), lines);
          lines.append((byte) '\n');
        }
      }
      int key = page.lastEvaluatedKeyStart();
      start =
          page.hasLastEvaluatedKey()
              ? StartKey.ofJson(body.array(), key, page.lastEvaluatedKeyEnd() - key)
              : null;
    }
    out.write(lines.array(), 0, lines.length());
    return page.items();
  }

  @Override
  public void close() {
    client.close();
  }
}
