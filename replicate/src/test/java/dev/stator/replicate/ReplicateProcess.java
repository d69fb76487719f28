package dev.stator.replicate;

import dev.stator.client.DynamoClient;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * One replication in a process of its own: to be killed, or to be given little memory.
 *
 * <p>Its arguments: the endpoints of DynamoDB and S3, table, destination, workers, segments,
 * compression, format, file size. When done it prints a line: {@code DONE items= bytesRead=
 * objects= seconds= cpuSeconds= peakHeapMb= peakRssMb= manifest=}.
 */
final class ReplicateProcess {
  private ReplicateProcess() {}

  /** Starts one with options for its JVM; standard error is this process's. */
  static Process start(
      List<String> jvm, URI dynamo, URI s3, String table, String to, String... rest) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ReplicateProcess.class.getName());
    command.addAll(List.of(dynamo.toString(), s3.toString(), table, to));
    command.addAll(List.of(rest));
    try {
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .redirectInput(new File("/dev/null"))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("no process: " + String.join(" ", command), e);
    }
  }

  public static void main(String[] args) throws IOException {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test-secret"));
    ReplicationOptions options =
        ReplicationOptions.builder(args[2], S3Location.parse(args[3]))
            .workers(Integer.parseInt(args[4]))
            .segments(Integer.parseInt(args[5]))
            .compression(Compression.valueOf(args[6]))
            .format(ExportFormat.valueOf(args[7]))
            .fileSize(Long.parseLong(args[8]))
            .build();
    try (DynamoClient dynamo =
            DynamoClient.builder()
                .environment(Map.of())
                .endpoint(URI.create(args[0]))
                .region("us-east-1")
                .credentials(credentials)
                .build();
        S3Access s3 = S3Access.of("us-east-1", URI.create(args[1]), credentials)) {
      ReplicationSummary done = new Replication(dynamo, s3, options).run();
      System.out.printf(
          Locale.ROOT,
          "DONE items=%d bytesRead=%d objects=%d seconds=%.1f cpuSeconds=%.1f peakHeapMb=%d"
              + " peakRssMb=%d manifest=%s%n",
          done.items(),
          done.bytesRead(),
          done.objects(),
          done.elapsed().toNanos() / 1e9,
          ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9,
          peakHeap() >> 20,
          peakRss() >> 20,
          done.manifest());
    }
  }

  private static long peakHeap() {
    return java.lang.management.ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** What Linux calls the high water mark; 0 elsewhere. */
  private static long peakRss() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
