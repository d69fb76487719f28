package dev.stator.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs what most starts of the command have in common, so that Java can archive the classes they
 * need (class-data sharing). The launcher runs it once after each build; it prints nothing and
 * touches nothing outside this process.
 */
final class StartupTraining {
  /** An answer to every question: each reads the members that it knows. */
  private static final String ANSWER =
      """
      {"Table": {"TableName": "t", "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}],
       "AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "S"}]},
       "TableNames": ["t"], "Item": {"k": {"S": "k"}, "a": {"N": "1"}},
       "Items": [{"k": {"S": "k"}, "l": {"L": [{"BOOL": true}]}}], "Count": 1, "ScannedCount": 1}
      """;

  private StartupTraining() {}

  public static void main(String[] arguments) throws IOException {
    for (Verb verb : Verb.values()) {
      run(verb.text(), "--help");
    }
    for (Verb verb : Verb.values()) {
      verb.below().keySet().forEach(word -> run(verb.text(), word, "--help"));
    }
    run("--help");
    run("--color=always", "--no-such-option");
    run("completion", "bash");
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", StartupTraining::answer);
    service.start();
    try {
      Map<String, String> environment =
          Map.of(
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "training",
              "AWS_SECRET_ACCESS_KEY", "training",
              "AWS_ENDPOINT_URL", "http://127.0.0.1:" + service.getAddress().getPort());
      work(environment);
      connect(environment);
    } finally {
      service.stop(0);
    }
  }

  private static void run(String... arguments) {
    Cli.run(terminal(Map.of()), Interruption.ofCaller(), arguments);
  }

  /** The short commands, as far as they go with a service that knows one item. */
  private static void work(Map<String, String> environment) {
    String[][] commands = {
      {"get", "t", "k"},
      {"get", "t", "k", "-o", "jsonl"},
      {"put", "t", "k", "-i", "{\"a\": 1}"},
      {"update", "t", "k", "--set", "a = a + 1", "--condition", "a < 2"},
      {"delete", "t", "k", "--yes"},
      {"query", "t", "k", "--filter", "a = 1"},
      {"scan", "t", "-o", "json"},
      {"table", "ls"},
      {"table", "describe", "t"}
    };
    for (String[] command : commands) {
      Cli.run(terminal(environment), Interruption.ofCaller(), command);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Makes the clients of both services, which send nothing before they are asked to. */
  private static void connect(Map<String, String> environment) {
    Invocation invocation =
        new Invocation(terminal(environment), Interruption.ofCaller(), new GlobalOptions());
    try (Connections connections = Connections.open(invocation)) {
      var unused = connections.dynamo().control().sdk();
      var unusedToo = connections.s3();
    }
  }

  private static Terminal terminal(Map<String, String> environment) {
    DataStream nowhere = new DataStream(OutputStream.nullOutputStream());
    return new Terminal(
        InputStream.nullInputStream(), nowhere, nowhere, environment, true, true, true, 80);
  }
}
