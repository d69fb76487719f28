package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StandaloneTest {
  private static Process start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void itServesUntilItsInputEnds() throws Exception {
    Process process = start("--items", "100", "--table", "t", "--bucket", "c");
    OutputStream in = process.getOutputStream();
    try (BufferedReader out = process.inputReader()) {
      Matcher ready = Pattern.compile("READY dynamodb=(\\d+) s3=(\\d+)").matcher(out.readLine());
      assertThat(ready.matches()).isTrue();
      try (RawClient dynamo = new RawClient(Integer.parseInt(ready.group(1)));
          RawClient s3 = new RawClient(Integer.parseInt(ready.group(2)))) {
        assertThat(dynamo.dynamoDb("Scan", "{\"TableName\":\"t\"}").text())
            .contains("\"Count\":100");
        assertThat(dynamo.dynamoDb("GetItem", "{}").text()).startsWith("{\"Item\":{");
        assertThat(dynamo.dynamoDb("BatchWriteItem", "{}").text())
            .isEqualTo("{\"UnprocessedItems\":{}}");
        s3.send("PUT /c/k HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(s3.answer().status()).isEqualTo(200);
      }
      in.write("stats\n".getBytes(StandardCharsets.UTF_8));
      in.flush();
      assertThat(out.readLine())
          .matches("STATS cpuNanos=\\d+ requests=4 pages=1 bytes=\\d+ s3Bytes=3");
      in.close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anUnknownOptionIsAUsageError() throws Exception {
    Process process = start("--nonsense", "1");

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
  }
}
