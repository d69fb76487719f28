package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.DynamoClient.Endpoint;
import dev.stator.client.internal.http.NettyTransport;
import dev.stator.client.internal.http.Origin;
import dev.stator.client.internal.http.Route;
import dev.stator.client.internal.http.Transport;
import dev.stator.client.internal.http.TransportSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Builds clients. What is not set comes from the environment, see {@link AwsSettings}, or has the
 * default that its method names. Not safe for use by many threads.
 */
public final class DynamoClientBuilder {
  Map<String, String> environment = System.getenv();
  private @Nullable String profile;
  private @Nullable String region;
  private @Nullable URI endpoint;
  private @Nullable URI streamsEndpoint;
  private @Nullable IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  BiFunction<TransportSettings, Executor, Transport> transport = NettyTransport::open;
  Clock clock = Clock.systemUTC();
  Executor executor = ForkJoinPool.commonPool();
  ClientListener listener = ClientListener.NONE;
  @Nullable RateGovernor governor;
  @Nullable Hedging hedging;
  int maxConnections = 50;
  int eventLoops = 1;
  boolean ioUring;
  int maxAttempts = 9;
  boolean repeatAllWrites;
  boolean valuesInErrors = true;
  Duration connectTimeout = Duration.ofSeconds(2);
  Duration readTimeout = Duration.ofSeconds(10);
  Duration attemptTimeout = Duration.ofSeconds(30);
  Duration callTimeout = Duration.ofMinutes(2);

  DynamoClientBuilder() {}

  /** The environment to read instead of the process's own. */
  public DynamoClientBuilder environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /** The profile to use; its credentials then go before those of the environment. */
  public DynamoClientBuilder profile(String profile) {
    this.profile = profile;
    return this;
  }

  /** The region to use. */
  public DynamoClientBuilder region(String region) {
    this.region = region;
    return this;
  }

  /** The service's URL to use instead of AWS's own. */
  public DynamoClientBuilder endpoint(URI endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /**
   * The URL of DynamoDB Streams. By default it is the client's own if that is not one of AWS's, as
   * with DynamoDB Local; else what the environment says, or AWS's.
   */
  public DynamoClientBuilder streamsEndpoint(URI streamsEndpoint) {
    this.streamsEndpoint = streamsEndpoint;
    return this;
  }

  /**
   * A pair of keys that does not expire, to use instead of the environment's or the profile's.
   *
   * @throws IllegalArgumentException if one of them is blank
   */
  public DynamoClientBuilder credentials(String accessKeyId, String secretAccessKey) {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new IllegalArgumentException(
          (accessKeyId.isBlank() ? "the access key id" : "the secret access key")
              + " is blank: leave credentials out to have those of the environment or the profile");
    }
    return credentials(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
  }

  /** Where credentials come from. Asked on a thread that may block, again before they expire. */
  public DynamoClientBuilder credentials(
      IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
    this.credentials = credentials;
    return this;
  }

  /** This machine's clock, which is put right against the service's where it must be. */
  public DynamoClientBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Where answers are decoded and futures completed; {@link ForkJoinPool#commonPool} by default.
   * With {@code Runnable::run} that is an event loop: the fastest, for code that never blocks.
   */
  public DynamoClientBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** Who is told of every attempt; nobody by default. */
  public DynamoClientBuilder listener(ClientListener listener) {
    this.listener = listener;
    return this;
  }

  /** A limit on the capacity that requests take; none by default. May serve several clients. */
  public DynamoClientBuilder governor(RateGovernor governor) {
    this.governor = governor;
    return this;
  }

  /** A second request for reads that are slow to answer; none by default. */
  public DynamoClientBuilder hedging(Hedging hedging) {
    this.hedging = hedging;
    return this;
  }

  /** Connections at most, and so requests in flight; 50 by default. Up to 10,000 more wait. */
  public DynamoClientBuilder maxConnections(int maxConnections) {
    this.maxConnections = positive("maxConnections", maxConnections);
    return this;
  }

  /**
   * Threads that do I/O; 1 by default, which is enough for some ten thousand requests or a gigabyte
   * of pages a second. More help where TLS makes one the limit.
   */
  public DynamoClientBuilder eventLoops(int eventLoops) {
    this.eventLoops = positive("eventLoops", eventLoops);
    return this;
  }

  /** Uses io_uring; Netty's {@code netty-transport-native-io_uring} must be on the class path. */
  public DynamoClientBuilder ioUring() {
    this.ioUring = true;
    return this;
  }

  /**
   * How often a call is tried at most, the first time included; 9 by default. Between attempts it
   * waits a random time up to a bound that doubles each time, from 25 ms, or from 100 ms when the
   * service throttles. When much fails, a budget that all calls share ends the retries earlier.
   */
  public DynamoClientBuilder maxAttempts(int maxAttempts) {
    this.maxAttempts = positive("maxAttempts", maxAttempts);
    return this;
  }

  /**
   * Tries also those updates again that may have been done although no answer came, and that would
   * then count or append twice, as the AWS SDK does. By default such a call fails, and says so.
   */
  public DynamoClientBuilder repeatAllWrites() {
    this.repeatAllWrites = true;
    return this;
  }

  /**
   * Keeps values out of the expressions that errors name: {@code status = <S of 4 characters>}. By
   * default they are in it, shortened as {@link dev.stator.item.ValueExcerpt} says. Names of
   * attributes are in errors either way, and so are keys.
   */
  public DynamoClientBuilder withoutValuesInErrors() {
    this.valuesInErrors = false;
    return this;
  }

  /** How long each of connecting, asking a proxy and agreeing on TLS may take; 2 s by default. */
  public DynamoClientBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = positive("connectTimeout", connectTimeout);
    return this;
  }

  /** How long a response may be silent; 10 s by default. */
  public DynamoClientBuilder readTimeout(Duration readTimeout) {
    this.readTimeout = positive("readTimeout", readTimeout);
    return this;
  }

  /** How long one attempt may take, waiting for a connection included; 30 s by default. */
  public DynamoClientBuilder attemptTimeout(Duration attemptTimeout) {
    this.attemptTimeout = positive("attemptTimeout", attemptTimeout);
    return this;
  }

  /** How long a call may take with all its attempts; 2 minutes by default. */
  public DynamoClientBuilder callTimeout(Duration callTimeout) {
    this.callTimeout = positive("callTimeout", callTimeout);
    return this;
  }

  /**
   * The client. Reads the configuration, and makes no connection yet.
   *
   * @throws ConfigurationException if region, endpoint or credentials are missing or malformed
   */
  public DynamoClient build() {
    return new DynamoClient(this);
  }

  AwsSettings awsSettings() {
    return AwsSettings.of(environment, profile, region);
  }

  Endpoint endpoint(AwsSettings aws) {
    return new Endpoint(aws.region(), endpoint != null ? endpoint : aws.endpoint("dynamodb"));
  }

  Endpoint streamsEndpoint(AwsSettings aws) {
    if (streamsEndpoint != null) {
      return new Endpoint(aws.region(), streamsEndpoint);
    }
    Endpoint own = endpoint(aws);
    boolean elsewhere = !AwsSettings.isAws(own);
    if (endpoint != null && elsewhere) {
      return own;
    }
    URI configured = aws.configuredEndpoint("dynamodb_streams");
    if (configured == null && elsewhere) {
      return own;
    }
    return new Endpoint(own.region(), aws.endpoint("dynamodb_streams"));
  }

  IdentityProvider<? extends AwsCredentialsIdentity> credentials(AwsSettings aws) {
    return credentials != null ? credentials : aws.credentials();
  }

  Route route(URI uri) {
    try {
      return Route.to(Origin.of(uri), environment);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(Kind.MALFORMED, String.valueOf(e.getMessage()), "", e);
    }
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be 1 or more");
    }
    return value;
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be positive");
    }
    return value;
  }
}
