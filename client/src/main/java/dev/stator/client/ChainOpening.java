package dev.stator.client;

import dev.stator.client.DynamoClient.Endpoint;
import dev.stator.client.internal.http.Route;
import dev.stator.client.internal.http.Transport;
import dev.stator.client.internal.http.TransportSettings;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What the chains to DynamoDB and to its streams have in common.
 *
 * @param builder the settings
 * @param blocking runs what can only be done by blocking
 * @param credentials who signs
 * @param clock the service's time
 * @param caBundle the certificates to trust instead of the JDK's
 * @param describe looks a table up
 */
record ChainOpening(
    DynamoClientBuilder builder,
    Executor blocking,
    CredentialsCache credentials,
    ServiceClock clock,
    @Nullable Path caBundle,
    Function<String, TableDescription> describe) {
  /** Connections of its own, none of which is made yet. */
  Transport transport(Route route) {
    TransportSettings usual = TransportSettings.to(route);
    return builder.transport.apply(
        new TransportSettings(
            route,
            builder.maxConnections,
            usual.maxWaiting(),
            usual.waitTimeout(),
            builder.connectTimeout,
            builder.readTimeout,
            usual.idleTimeout(),
            usual.bodyLimit(),
            caBundle,
            builder.eventLoops,
            builder.ioUring),
        blocking);
  }

  /** The chain to an endpoint, which closes the transport. */
  Chain chain(Transport transport, Endpoint endpoint, Route route, String prefix) {
    Retries retries =
        new Retries(builder.maxAttempts, builder.repeatAllWrites, transport, credentials, clock);
    String path = endpoint.uri().getRawPath();
    return new Chain(
        transport,
        credentials,
        governor(transport),
        builder.hedging == null
            ? null
            : new Hedge(builder.hedging, transport::delay, System::nanoTime),
        retries,
        clock,
        new Chain.Target(
            endpoint.region(), route, path == null || path.isEmpty() ? "/" : path, prefix),
        builder.attemptTimeout,
        builder.callTimeout,
        RequestExcerpt.show(builder.valuesInErrors));
  }

  private Governor governor(Transport transport) {
    return builder.governor == null
        ? Governor.NONE
        : new Governed(builder.governor, transport::delay, describe, blocking);
  }
}
