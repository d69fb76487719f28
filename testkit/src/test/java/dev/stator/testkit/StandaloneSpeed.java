package dev.stator.testkit;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the fakes cost: CPU seconds of a {@link Standalone} process while raw sockets in this one
 * ask for all it can give. Not a test; run it by hand:
 *
 * <pre>{@code java -cp ... dev.stator.testkit.StandaloneSpeed [seconds a row]}</pre>
 */
final class StandaloneSpeed {
  private static final String SCAN = "{\"TableName\":\"load\",\"Segment\":0,\"TotalSegments\":4}";
  private static final String KEY = "{\"TableName\":\"load\",\"Key\":{\"id\":{\"S\":\"item-0\"}}}";

  private final int dynamoPort;
  private final int s3Port;
  private final BufferedReader out;
  private final OutputStream commands;

  private StandaloneSpeed(int dynamoPort, int s3Port, BufferedReader out, OutputStream commands) {
    this.dynamoPort = dynamoPort;
    this.s3Port = s3Port;
    this.out = out;
    this.commands = commands;
  }

  public static void main(String[] args) throws Exception {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 5;
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName(),
                "--rounds",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader()) {
      Matcher ready = Pattern.compile("READY dynamodb=(\\d+) s3=(\\d+)").matcher(out.readLine());
      if (!ready.matches()) {
        throw new IllegalStateException("the server did not start");
      }
      StandaloneSpeed speed =
          new StandaloneSpeed(
              Integer.parseInt(ready.group(1)),
              Integer.parseInt(ready.group(2)),
              out,
              server.getOutputStream());
      speed.row("warm-up", 1, dynamo("Scan", SCAN), seconds, speed.dynamoPort);
      speed.row("Scan, 1 MB pages", 1, dynamo("Scan", SCAN), seconds, speed.dynamoPort);
      speed.row("Scan, 1 MB pages", 4, dynamo("Scan", SCAN), seconds, speed.dynamoPort);
      speed.row("warm-up", 1, dynamo("GetItem", KEY), seconds, speed.dynamoPort);
      speed.row("GetItem, 1 KB", 1, dynamo("GetItem", KEY), seconds, speed.dynamoPort);
      speed.row("GetItem, 1 KB", 32, dynamo("GetItem", KEY), seconds, speed.dynamoPort);
      byte[] part = put(8 * 1024 * 1024);
      speed.row("warm-up", 1, part, seconds, speed.s3Port);
      speed.row("S3 PUT 8 MiB, crc32", 1, part, seconds, speed.s3Port);
    } finally {
      server.destroy();
    }
  }

  private static byte[] dynamo(String operation, String json) {
    String head =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: DynamoDB_20120810."
            + operation
            + "\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Date: 20261121T000000Z\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/dynamodb/"
            + "aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature="
            + "0".repeat(64)
            + "\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n";
    return (head + json).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] put(int size) {
    byte[] head =
        ("PUT /load/k HTTP/1.1\r\nContent-Length: "
                + size
                + "\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\nx-amz-checksum-crc32: "
                + zerosCrc(size)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + size];
    System.arraycopy(head, 0, request, 0, head.length);
    return request;
  }

  private static String zerosCrc(int size) {
    byte[] crc = ByteBuffer.allocate(4).putInt((int) Response.crcOf(new byte[size])).array();
    return Base64.getEncoder().encodeToString(crc);
  }

  private void row(String name, int connections, byte[] request, double seconds, int port)
      throws Exception {
    long[] before = stats();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Thread thread = new Thread(() -> ask(request, end, port));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long[] after = stats();
    double cpu = (after[0] - before[0]) / 1e9;
    long requests = after[1] - before[1];
    double megabytes = (after[2] - before[2] + after[3] - before[3]) / 1e6;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-22s %3d connections: %9d requests %9.0f MB in %.2f server CPU-s:"
                + " %8.0f MB and %8.0f requests per CPU-s",
            name,
            connections,
            requests,
            megabytes,
            cpu,
            megabytes / cpu,
            requests / cpu));
  }

  private static void ask(byte[] request, long end, int port) {
    byte[] buffer = new byte[256 * 1024];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      while (System.nanoTime() < end) {
        out.write(request);
        readAnswer(in, buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readAnswer(InputStream in, byte[] buffer) throws IOException {
    int have = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      int n = in.read(buffer, have, buffer.length - have);
      if (n < 0) {
        throw new EOFException();
      }
      have += n;
      for (int i = 3; i < have && headEnd < 0; i++) {
        if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
          headEnd = i + 1;
        }
      }
    }
    String head = new String(buffer, 0, headEnd, StandardCharsets.US_ASCII);
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException(new String(buffer, 0, have, StandardCharsets.UTF_8));
    }
    int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    long left = Long.parseLong(head.substring(at, head.indexOf('\r', at))) - (have - headEnd);
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new EOFException();
      }
      left -= n;
    }
  }

  /** CPU nanoseconds, requests, bytes sent, bytes received. */
  private long[] stats() throws IOException {
    commands.write("stats\n".getBytes(StandardCharsets.US_ASCII));
    commands.flush();
    Matcher stats =
        Pattern.compile(
                "STATS cpuNanos=(\\d+) requests=(\\d+) pages=\\d+ bytes=(\\d+) s3Bytes=(\\d+)")
            .matcher(out.readLine());
    if (!stats.matches()) {
      throw new IllegalStateException("no statistics");
    }
    long[] values = new long[4];
    for (int i = 0; i < 4; i++) {
      values[i] = Long.parseLong(stats.group(i + 1));
    }
    return values;
  }
}
