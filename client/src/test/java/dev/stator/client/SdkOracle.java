package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Requests as the AWS SDK writes them. */
final class SdkOracle {
  private SdkOracle() {}

  static String written(DynamoRequest request) {
    return request.dryRun().body();
  }

  static void assertSame(DynamoRequest ours, Consumer<DynamoDbClient> theirs) {
    DryRun dry = ours.dryRun();
    Sent sent = sentBy(theirs);
    assertThat(sent.target()).isEqualTo(dry.target());
    assertThat(tree(dry.body())).isEqualTo(tree(sent.body()));
  }

  /** What the SDK sends. */
  record Sent(String target, String body) {}

  private static Sent sentBy(Consumer<DynamoDbClient> theirs) {
    AtomicReference<String> body = new AtomicReference<>("");
    AtomicReference<String> target = new AtomicReference<>("");
    ExecutionInterceptor capture =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            SdkHttpRequest http = context.httpRequest();
            target.set(http.firstMatchingHeader("X-Amz-Target").orElse(""));
            body.set(context.requestBody().map(SdkOracle::text).orElse(""));
            throw new Captured();
          }
        };
    try (DynamoDbClient sdk =
        DynamoDbClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(o -> o.addExecutionInterceptor(capture))
            .build()) {
      assertThatThrownBy(() -> theirs.accept(sdk)).isInstanceOf(Captured.class);
    }
    return new Sent(String.valueOf(target.get()), String.valueOf(body.get()));
  }

  /** Ends the SDK's call once its request is known. */
  private static final class Captured extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static String text(RequestBody body) {
    try (InputStream in = body.contentStreamProvider().newStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON without its order of members. */
  static @Nullable Object tree(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return tree(new JsonReader().reset(bytes, 0, bytes.length));
  }

  private static @Nullable Object tree(JsonReader json) {
    switch (json.peek()) {
      case OBJECT -> {
        Map<String, @Nullable Object> members = new TreeMap<>();
        json.beginObject();
        while (json.nextName()) {
          String name = json.name();
          members.put(name, tree(json));
        }
        return members;
      }
      case ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
          elements.add(tree(json));
        }
        return elements;
      }
      case STRING -> {
        return json.string();
      }
      case NUMBER -> {
        return json.doubleValue();
      }
      case BOOLEAN -> {
        return json.booleanValue();
      }
      default -> {
        json.nullValue();
        return null;
      }
    }
  }
}
