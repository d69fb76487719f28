package dev.stator.bench.process;

import dev.stator.item.json.PageReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fake DynamoDB and S3, in a process of their own, with a table of 1 KB items in 1 MB pages.
 */
final class FakeServices implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("READY (\\d+) (\\d+)");

  private final Process process;
  private final BufferedWriter commands;
  private final Services services;
  private final double bytesPerItem;

  private FakeServices(Process process, Services services) throws IOException {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.services = services;
    this.bytesPerItem = readOnePage();
  }

  static FakeServices start() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    JavaProcess.JAVA,
                    "-Xmx1g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FakesMain.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    Matcher ready = READY.matcher(String.valueOf(line));
    if (!ready.matches()) {
      process.destroy();
      throw new IOException("the fake services did not start: " + line);
    }
    return new FakeServices(
        process, new Services(Integer.parseInt(ready.group(1)), Integer.parseInt(ready.group(2))));
  }

  Services services() {
    return services;
  }

  /** Bytes of a response for each of its items. */
  double bytesPerItem() {
    return bytesPerItem;
  }

  private double readOnePage() throws IOException {
    HttpURLConnection http = (HttpURLConnection) services.dynamoDb().toURL().openConnection();
    http.setDoOutput(true);
    http.setRequestProperty("x-amz-target", "DynamoDB_20120810.Scan");
    http.setRequestProperty("content-type", "application/x-amz-json-1.0");
    try (OutputStream body = http.getOutputStream()) {
      body.write(("{\"TableName\":\"" + Services.TABLE + "\"}").getBytes(StandardCharsets.UTF_8));
    }
    byte[] page = http.getInputStream().readAllBytes();
    PageReader reader = new PageReader().reset(page, 0, page.length);
    while (reader.nextItem()) {
      reader.item().skipItem();
    }
    return (double) page.length / reader.items();
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}
