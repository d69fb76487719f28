package dev.stator.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A JVM of its own that starts DynamoDB Local, says which process it is, and waits to be killed.
 */
final class ParentProcess implements AutoCloseable {
  private final Process process;
  private final long serverPid;
  private final int port;

  private ParentProcess(Process process, long serverPid, int port) {
    this.process = process;
    this.serverPid = serverPid;
    this.port = port;
  }

  public static void main(String[] arguments) throws IOException {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start(LocalDynamoDb.Options.inMemory());
    System.out.println("serving " + dynamoDb.pid() + " " + dynamoDb.port());
    while (System.in.read() >= 0) {}
  }

  static ParentProcess start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            ParentProcess.class.getName());
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    builder.environment().put("CLASSPATH", classPath);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith("serving ")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("The parent ended without having started DynamoDB Local.");
    }
    String[] words = line.split(" ", -1);
    return new ParentProcess(process, Long.parseLong(words[1]), Integer.parseInt(words[2]));
  }

  ProcessHandle server() {
    return ProcessHandle.of(serverPid).orElseThrow();
  }

  int port() {
    return port;
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
