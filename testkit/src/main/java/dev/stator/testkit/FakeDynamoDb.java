package dev.stator.testkit;

import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fake DynamoDB on 127.0.0.1: AWS JSON 1.0 with the response's CRC32, small real tables in
 * memory, {@link GeneratedTable generated tables} for load; scriptable with every {@link Fault}.
 *
 * <p>Carried out on tables in memory: CreateTable, DescribeTable, DeleteTable, ListTables, GetItem,
 * PutItem, UpdateItem, DeleteItem, BatchGetItem, BatchWriteItem, Scan (with segments), Query by the
 * partition key, DescribeContinuousBackups, UpdateContinuousBackups, ExportTableToPointInTime,
 * DescribeExport, ListExports. Pages end at 1 MB by the items' size, or as {@link
 * Builder#pageBytes(int)} says. Of expressions only these are evaluated: the key condition {@code
 * name = :value}, the conditions {@code attribute_exists(name)} and {@code
 * attribute_not_exists(name)}, and updates of the form {@code SET name = :value, ... REMOVE name,
 * ...}. Everything else is answered with a ValidationException that begins with "this fake does not
 * evaluate", never with a guess.
 *
 * <p>All methods are safe for several threads. The caller closes it; its threads are daemons.
 */
public final class FakeDynamoDb implements AutoCloseable {
  static final String SERVICE = "DynamoDB";

  private final Script<DynamoDbRequest> script = new Script<>(SERVICE);
  private final RequestLog log;
  private final Tables tables;
  private final ExportOperations exports;
  private final LoopbackServer server;

  private FakeDynamoDb(Builder builder) {
    log = new RequestLog(builder.recordedRequests);
    tables = new Tables(builder.pageBytes);
    exports = new ExportOperations(tables, builder.exportTo);
    server =
        new LoopbackServer(
            "fake-dynamodb",
            builder.port,
            builder.tls,
            new DynamoDbService(script, log, builder.authorization, tables, exports));
    server.start();
  }

  /** Starts a fake with all defaults. */
  public static FakeDynamoDb start() {
    return builder().start();
  }

  /** Starts with a choice. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where it listens: {@code http://127.0.0.1:port}, or https. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Begins a rule for these operations; for all if none is given. */
  public DynamoDbRule when(Operation... operations) {
    return new DynamoDbRule(script, Set.of(operations));
  }

  /** Takes all rules out of force, answers included. */
  public void clearScript() {
    script.clear();
  }

  /** Adds an empty table that is ACTIVE at once, in place of any other of its name. */
  public FakeDynamoDb createTable(String name, KeySchema schema) {
    tables.add(tables.newItemTable(name, schema));
    return this;
  }

  /** Adds a generated table, in place of any other table of its name. */
  public FakeDynamoDb serve(GeneratedTable table) {
    tables.add(table.table());
    return this;
  }

  /**
   * Stores items, without requests.
   *
   * @throws IllegalArgumentException if there is no such table in memory, or an item lacks its key
   */
  public FakeDynamoDb put(String table, Item... items) {
    ItemTable into = table(table);
    try {
      for (Item item : items) {
        StoredItem stored = StoredItem.of(item);
        into.change(into.keyOfItem(item), old -> stored);
      }
    } catch (DynamoDbError e) {
      throw new IllegalArgumentException("table " + table + ": " + e.getMessage(), e);
    }
    return this;
  }

  /**
   * All items of a table, in the order of a Scan.
   *
   * @throws IllegalArgumentException if there is no such table in memory
   */
  public List<Item> items(String table) {
    return table(table).stored().stream().map(StoredItem::item).toList();
  }

  private ItemTable table(String name) {
    try {
      return tables.activeItemTable(name);
    } catch (DynamoDbError e) {
      throw new IllegalArgumentException("there is no table " + name + " in memory", e);
    }
  }

  /** Tables created from now on are CREATING for so many DescribeTable calls. */
  public FakeDynamoDb newTablesStayCreating(int describes) {
    tables.newTablesStayCreating(describes);
    return this;
  }

  /** Tables deleted from now on are DELETING for so many DescribeTable calls. */
  public FakeDynamoDb deletedTablesStayDeleting(int describes) {
    tables.deletedTablesStayDeleting(describes);
    return this;
  }

  /** Switches point-in-time recovery of a table on, which an export needs. */
  public FakeDynamoDb enablePointInTimeRecovery(String table) {
    tables.pointInTimeRecovery(table(table).name(), true);
    return this;
  }

  /** Exports started from now on are IN_PROGRESS for so many DescribeExport calls. */
  public FakeDynamoDb exportsStayInProgress(int describes) {
    exports.stayInProgress(describes);
    return this;
  }

  /** The next export started ends as FAILED, such as with {@code S3AccessDenied}. */
  public FakeDynamoDb nextExportFails(String failureCode, String failureMessage) {
    exports.nextFails(failureCode, failureMessage);
    return this;
  }

  /** The latest requests, oldest first, as many as are kept. */
  public List<RecordedRequest> requests() {
    return log.requests();
  }

  /** The latest requests of one operation, oldest first. */
  public List<RecordedRequest> requests(Operation operation) {
    return log.requests().stream()
        .filter(request -> request.operation().equals(operation.wireName()))
        .toList();
  }

  /** Forgets the requests kept; {@link #requestCount} goes on. */
  public void clearRequests() {
    log.clear();
  }

  /** All requests since the start, kept or not. */
  public long requestCount() {
    return log.received();
  }

  /** The bytes of all responses since the start, heads included, before TLS. */
  public long bytesSent() {
    return server.bytesSent();
  }

  /** The connections accepted since the start. */
  public long connectionsAccepted() {
    return server.connectionsAccepted();
  }

  /** The connections open now. */
  public int connectionsOpen() {
    return server.connectionsOpen();
  }

  /** Ends all connections at once and frees the port. Idempotent. */
  @Override
  public void close() {
    server.close();
  }

  /** Choices to start with. Not for several threads. */
  public static final class Builder {
    private int port;
    private boolean tls;
    private int recordedRequests = 1000;
    private int pageBytes = 1024 * 1024;
    private Authorization authorization = Authorization.ANY;
    private @Nullable FakeS3 exportTo;

    private Builder() {}

    /** The port to listen on; any that is free if unset. */
    public Builder port(int listenPort) {
      port = listenPort;
      return this;
    }

    /** Speaks TLS with the {@link LoopbackCertificate}. */
    public Builder tls() {
      tls = true;
      return this;
    }

    /**
     * How many requests are kept for {@link FakeDynamoDb#requests()}; 1,000 if unset, none with 0.
     */
    public Builder recordRequests(int most) {
      recordedRequests = most;
      return this;
    }

    /**
     * After how many bytes of items a page of a table in memory ends; 1 MiB if unset. A page has at
     * least one item.
     */
    public Builder pageBytes(int bytes) {
      pageBytes = bytes;
      return this;
    }

    /** Where exports are written; without it they are refused. */
    public Builder exportTo(FakeS3 s3) {
      exportTo = s3;
      return this;
    }

    /** Answers MissingAuthenticationTokenException to requests without an Authorization header. */
    public Builder requireAuthorization() {
      authorization = new Authorization(true, null);
      return this;
    }

    /** Answers UnrecognizedClientException to requests signed with any other access key. */
    public Builder requireAccessKey(String accessKey) {
      authorization = new Authorization(true, accessKey);
      return this;
    }

    /**
     * Starts the fake.
     *
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    public FakeDynamoDb start() {
      return new FakeDynamoDb(this);
    }
  }
}
