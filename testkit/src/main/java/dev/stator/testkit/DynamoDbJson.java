package dev.stator.testkit;

import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** DynamoDB's answers: AWS JSON 1.0 with the body's CRC32 in a header. */
final class DynamoDbJson implements Dialect {
  static final String HEADERS = "Content-Type: application/x-amz-json-1.0\r\n";

  private static final DateTimeFormatter SIGNING_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static Response ok(Consumer<JsonWriter> members) {
    return Response.withCrc(200, HEADERS, object(members));
  }

  static byte[] object(Consumer<JsonWriter> members) {
    JsonWriter json = new JsonWriter(new Utf8Buffer(512));
    json.beginObject();
    members.accept(json);
    json.endObject();
    return json.buffer().toByteArray();
  }

  /** An answer to be given many times: its body lies in direct memory. */
  static Response prepared(byte[] json) {
    ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();
    return new Response(200, HEADERS, List.of(direct), json.length, Response.crcOf(json));
  }

  static byte[] getItemAnswer(Item item) {
    return object(json -> json.name("Item").item(item));
  }

  static byte[] pageAnswer(List<Item> items) {
    return object(
        json -> {
          json.name("Count").value(items.size());
          json.name("Items").beginArray();
          items.forEach(json::item);
          json.endArray();
          json.name("ScannedCount").value(items.size());
        });
  }

  static Response error(DynamoDbError error) {
    Item item = error.item();
    return error(
        error.status(),
        error.type(),
        error.getMessage(),
        json -> {
          if (item != null) {
            json.name("Item").item(item);
          }
        });
  }

  @Override
  public Response error(int status, String type, String message) {
    return error(status, type, message, json -> {});
  }

  /** DynamoDB's {@code ThrottlingException} with its reasons. */
  static Response throttlingException(List<String> reasons) {
    return error(
        400,
        "ThrottlingException",
        "Throughput exceeds the current capacity of your table or index.",
        json -> {
          json.name("throttlingReasons").beginArray();
          for (String reason : reasons) {
            json.beginObject().name("reason").value(reason);
            json.name("resource").value(TableNames.arn("any")).endObject();
          }
          json.endArray();
        });
  }

  private static Response error(
      int status, String type, String message, Consumer<JsonWriter> members) {
    return Response.withCrc(
        status,
        HEADERS,
        object(
            json -> {
              json.name("__type")
                  .value(type.contains("#") ? type : "com.amazonaws.dynamodb.v20120810#" + type);
              json.name("message").value(message);
              members.accept(json);
            }));
  }

  @Override
  public Response clockSkew(Duration serverAhead) {
    Instant server = Instant.now().plus(serverAhead);
    String verb = serverAhead.isNegative() ? "not yet current" : "expired";
    String relation = serverAhead.isNegative() ? "later" : "earlier";
    String message =
        "Signature "
            + verb
            + ": the request's time is "
            + relation
            + " than "
            + SIGNING_TIME.format(server)
            + " (5 min.)";
    Response error = error(400, "com.amazon.coral.service#InvalidSignatureException", message);
    return new Response(
        error.status(),
        "Date: " + HttpDate.of(server) + "\r\n" + error.headers(),
        error.body(),
        error.length(),
        error.crc32());
  }

  @Override
  public Response expiredCredentials() {
    return error(
        400,
        "com.amazon.coral.service#ExpiredTokenException",
        "The security token included in the request is expired");
  }

  @Override
  public Response unknownCredentials() {
    return error(
        400,
        "com.amazon.coral.service#UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  @Override
  public Response accessDenied() {
    return error(
        400,
        "com.amazon.coral.service#AccessDeniedException",
        "User: arn:aws:iam::000000000000:user/testkit is not authorized to perform this");
  }

  @Override
  public Response throttled() {
    return error(
        400,
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded.");
  }

  @Override
  public Response serverError(int status) {
    return status == 503
        ? error(503, "ServiceUnavailable", "Service is unavailable.")
        : error(status, "InternalServerError", "Internal server error");
  }
}
