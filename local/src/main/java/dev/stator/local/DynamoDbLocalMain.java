package dev.stator.local;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The main class of the child JVM that serves DynamoDB Local.
 *
 * <p>DynamoDB Local's own main class listens on every interface, has no option for the host and
 * refuses port 0. Its public classes, put together here, listen on 127.0.0.1 alone and on any free
 * port, which the operating system picks without a race.
 *
 * <p><b>It lives as long as its standard input is open.</b> The parent holds the other end of that
 * pipe, and the operating system closes it when the parent ends, however it ends. Signals do not
 * end this JVM: Ctrl-C in a terminal goes to child and parent alike, and the parent may still have
 * work to finish against the tables before it closes the pipe.
 *
 * <p>Refers to nothing of this package: only this class is loaded in the child.
 */
final class DynamoDbLocalMain {
  /** The line on standard output that ends the start: this prefix and the port. */
  static final String READY = "stator-dynamodb-local ready ";

  /** The line on standard output that says that the port belongs to somebody else. */
  static final String PORT_TAKEN = "stator-dynamodb-local port taken";

  /**
   * Where the server is never opened: the class insists on a number before it hands out a handler.
   */
  private static final int UNUSED_PORT = 65000;

  /** A hundred times what it takes. */
  private static final long TIME_TO_STOP_MILLIS = 5000;

  private DynamoDbLocalMain() {}

  /** Arguments: port (0 for a free one), whether the database is shared, and the folder, if any. */
  public static void main(String[] arguments) {
    CountDownLatch done = outliveSignals();
    int port = Integer.parseInt(arguments[0]);
    boolean sharedDb = Boolean.parseBoolean(arguments[1]);
    String folder = arguments.length > 2 ? arguments[2] : null;
    int status = 1;
    try {
      serve(port, sharedDb, folder);
      status = 0;
    } catch (Throwable e) {
      if (e.getCause() instanceof BindException) {
        System.out.println(PORT_TAKEN);
      } else {
        e.printStackTrace();
      }
    }
    done.countDown();
    // DynamoDB Local's threads outlive its server; and it leaves a library behind unless it may
    // exit.
    System.exit(status);
  }

  private static void serve(int port, boolean sharedDb, @Nullable String folder) throws Exception {
    var requests =
        new LocalDynamoDBRequestHandler(
            0,
            /* runInMemory= */ folder == null,
            folder,
            sharedDb,
            /* delayTransientStatuses= */ false);
    var handler = new LocalDynamoDBServerHandler(requests, /* corsParam= */ null);
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    var server = new Server(address);
    server.setHandler(new DynamoDBProxyServer(UNUSED_PORT, handler).setUpHandler(handler));
    server.start();
    System.out.println(READY + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    while (System.in.read() >= 0) {}
    haltWhenStuck();
    server.stop();
    handler.close();
  }

  /** A shutdown that a signal began waits for its hooks, and so for the latch that is returned. */
  private static CountDownLatch outliveSignals() {
    var done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(done)));
    return done;
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody is left to kill this process when its parent died and it does not come to its end. */
  private static void haltWhenStuck() {
    var watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(TIME_TO_STOP_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            });
    watchdog.setDaemon(true);
    watchdog.start();
  }
}
