package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.client.internal.http.SocketServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A DynamoDB of a few lines: answers by a script and keeps what it was asked. */
final class FakeDynamo implements AutoCloseable {
  /** What a test wants done with one request, the first of which has the number 1. */
  interface Script {
    void answer(SocketServer.Peer peer, Asked asked) throws Exception;
  }

  /** A request as it came in. */
  record Asked(int number, String head, String body) {
    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ": ")) {
          return line.substring(name.length() + 2);
        }
      }
      return "";
    }
  }

  private final SocketServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  FakeDynamo(Script script) {
    this.server =
        new SocketServer(
            (peer, connection) -> {
              SocketServer.Request request = peer.read();
              while (request != null) {
                Asked one;
                synchronized (asked) {
                  one = new Asked(asked.size() + 1, request.head, new String(request.body, UTF_8));
                  asked.add(one);
                }
                script.answer(peer, one);
                request = peer.read();
              }
            });
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  List<Asked> asked() {
    return asked;
  }

  /** A builder of clients of this server, which waits for nothing but answers. */
  DynamoClientBuilder clients() {
    return DynamoClient.builder()
        .environment(Map.of())
        .region("eu-west-1")
        .endpoint(uri())
        .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "s3cr3t")))
        .attemptTimeout(Duration.ofMinutes(1))
        .readTimeout(Duration.ofMinutes(1));
  }

  static String ok(String body) {
    return reply(200, body, body.getBytes(UTF_8), Function.identity());
  }

  static String okWithCrc(String body, long crc32) {
    return "HTTP/1.1 200 OK\r\nx-amz-crc32: "
        + crc32
        + "\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  static String error(int status, String type, String message) {
    return error(status, type, message, "", "");
  }

  static String error(int status, String type, String message, String members, String header) {
    String body = "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"" + members + "}";
    return reply(status, body, body.getBytes(UTF_8), head -> head + header);
  }

  private static String reply(
      int status, String body, byte[] bytes, Function<String, String> headers) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return headers.apply(
            "HTTP/1.1 "
                + status
                + " Said\r\nx-amzn-RequestId: REQ-1\r\nx-amz-crc32: "
                + crc.getValue()
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n")
        + "\r\n"
        + body;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
