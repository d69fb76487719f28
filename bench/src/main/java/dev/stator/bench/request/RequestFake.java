package dev.stator.bench.request;

import dev.stator.bench.Orders;
import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.LoopbackCertificate;
import dev.stator.testkit.Operation;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fake DynamoDB, its answers made ready once: prints its {@link Endpoint}, then the number of
 * its open connections for each line on standard input, and ends with it. Argument: {@code tls} or
 * {@code plain}.
 */
public final class RequestFake {
  /** The one that the JDK's certificates have. */
  private static final char[] PASSWORD = "changeit".toCharArray();

  private RequestFake() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    try (FakeDynamoDb dynamo = start(args[0].equals("tls"))) {
      System.out.println("READY " + endpoint(dynamo));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        System.out.println("OPEN " + dynamo.connectionsOpen());
      }
    }
  }

  /**
   * Where a fake is; the certificates to trust are in a file that lasts as long as this process.
   */
  static Endpoint endpoint(FakeDynamoDb dynamo) throws IOException {
    if (!dynamo.endpoint().getScheme().equals("https")) {
      return new Endpoint(dynamo.port(), null);
    }
    Path file = Files.createTempFile("trusted", ".p12");
    file.toFile().deleteOnExit();
    try (InputStream pem =
            new ByteArrayInputStream(LoopbackCertificate.pem().getBytes(StandardCharsets.UTF_8));
        OutputStream out = Files.newOutputStream(file)) {
      Path jdks = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
      KeyStore trusted = KeyStore.getInstance(jdks.toFile(), PASSWORD);
      trusted.setCertificateEntry(
          "loopback", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      trusted.store(out, PASSWORD);
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificates to trust cannot be written to " + file, e);
    }
    return new Endpoint(dynamo.port(), file.toString());
  }

  static FakeDynamoDb start(boolean tls) {
    FakeDynamoDb.Builder builder = FakeDynamoDb.builder().recordRequests(0);
    FakeDynamoDb dynamo = (tls ? builder.tls() : builder).start();
    List<Item> orders = Stream.generate(new Orders(1)::next).limit(Work.QUERY_ITEMS).toList();
    tell(dynamo, orders);
    dynamo.when(Operation.GET_ITEM).answerItem(orders.get(0));
    dynamo.when(Operation.QUERY).answerItems(orders);
    dynamo.when(Operation.PUT_ITEM).answer("{}");
    dynamo.when(Operation.BATCH_WRITE_ITEM).answer("{\"UnprocessedItems\":{}}");
    return dynamo;
  }

  /** Answers of a table that says what it took, before its items. */
  private static void tell(FakeDynamoDb dynamo, List<Item> orders) {
    List<String> items =
        orders.stream()
            .map(order -> new String(ItemJson.write(order), StandardCharsets.UTF_8))
            .toList();
    String table = Endpoint.TELLING_TABLE;
    dynamo
        .when(Operation.GET_ITEM)
        .on(table)
        .answer("{" + taken(0.5) + ",\"Item\":" + items.get(0) + "}");
    dynamo
        .when(Operation.QUERY)
        .on(table)
        .answer("{" + taken(15) + ",\"Items\":[" + String.join(",", items) + "]}");
    dynamo.when(Operation.PUT_ITEM).on(table).answer("{" + taken(1) + "}");
  }

  private static String taken(double units) {
    return "\"ConsumedCapacity\":{\"TableName\":\""
        + Endpoint.TELLING_TABLE
        + "\",\"CapacityUnits\":"
        + units
        + ",\"Table\":{\"CapacityUnits\":"
        + units
        + "}}";
  }
}
