package dev.stator.item.json;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The AWS SDK's own codec, reached through its client: the HTTP client below it is a mirror that
 * keeps the request's body and answers with a body given beforehand.
 */
final class SdkCodec implements AutoCloseable {
  private final Mirror mirror = new Mirror();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .httpClient(mirror)
          .region(Region.US_EAST_1)
          .endpointOverride(URI.create("http://127.0.0.1:1"))
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .build();

  /** The body of a PutItem request. */
  byte[] putItemBody(Item item) {
    mirror.answer = Texts.utf8("{}");
    client.putItem(request -> request.tableName("t").item(toSdk(item.asMap())));
    return mirror.question;
  }

  /** The item of a GetItem response. */
  Item getItem(byte[] item) {
    mirror.answer =
        Texts.utf8("{\"Item\":" + new String(item, java.nio.charset.StandardCharsets.UTF_8) + "}");
    return Item.of(
        fromSdk(
            client
                .getItem(
                    request -> request.tableName("t").key(toSdk(Map.of("k", AttributeValue.of(1)))))
                .item()));
  }

  /** The items of a Scan response. */
  List<Item> scan(byte[] page) {
    mirror.answer = page;
    return client.scan(request -> request.tableName("t")).items().stream()
        .map(item -> Item.of(fromSdk(item)))
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> toSdk(
      Map<String, AttributeValue> attributes) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> sdk =
        new LinkedHashMap<>();
    attributes.forEach((name, value) -> sdk.put(name, toSdk(value)));
    return sdk;
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue toSdk(
      AttributeValue value) {
    var sdk = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    if (value instanceof AttributeValue.S s) {
      sdk.s(s.value());
    } else if (value instanceof AttributeValue.N n) {
      sdk.n(n.value().toString());
    } else if (value instanceof AttributeValue.B b) {
      sdk.b(bytes(b.value()));
    } else if (value instanceof AttributeValue.Bool bool) {
      sdk.bool(bool.value());
    } else if (value instanceof AttributeValue.Null) {
      sdk.nul(true);
    } else if (value instanceof AttributeValue.SS ss) {
      sdk.ss(ss.values());
    } else if (value instanceof AttributeValue.NS ns) {
      sdk.ns(ns.values().stream().map(DynamoNumber::toString).toList());
    } else if (value instanceof AttributeValue.BS bs) {
      sdk.bs(bs.values().stream().map(SdkCodec::bytes).toList());
    } else if (value instanceof AttributeValue.L l) {
      sdk.l(l.values().stream().map(SdkCodec::toSdk).toList());
    } else if (value instanceof AttributeValue.M m) {
      sdk.m(toSdk(m.values()));
    }
    return sdk.build();
  }

  private static SdkBytes bytes(Binary binary) {
    return SdkBytes.fromByteArray(binary.toByteArray());
  }

  private static Map<String, AttributeValue> fromSdk(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes) {
    Map<String, AttributeValue> ours = new LinkedHashMap<>();
    attributes.forEach((name, value) -> ours.put(name, fromSdk(value)));
    return ours;
  }

  private static AttributeValue fromSdk(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    return switch (value.type()) {
      case S -> AttributeValue.of(value.s());
      case N -> AttributeValue.of(DynamoNumber.of(value.n()));
      case B -> AttributeValue.of(value.b().asByteArray());
      case BOOL -> AttributeValue.of(value.bool());
      case NUL -> AttributeValue.ofNull();
      case SS -> AttributeValue.stringSet(value.ss());
      case NS -> AttributeValue.numberSet(value.ns().stream().map(DynamoNumber::of).toList());
      case BS ->
          AttributeValue.binarySet(
              value.bs().stream().map(bytes -> Binary.of(bytes.asByteArray())).toList());
      case L -> new AttributeValue.L(value.l().stream().map(SdkCodec::fromSdk).toList());
      case M -> AttributeValue.map(fromSdk(value.m()));
      default -> throw new AssertionError("a type that DynamoDB does not have: " + value);
    };
  }

  private static final class Mirror implements SdkHttpClient {
    private byte[] question = new byte[0];
    private byte[] answer = new byte[0];

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
        question = body.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      HttpExecuteResponse response =
          HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
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
      return "Mirror";
    }

    @Override
    public void close() {}
  }
}
