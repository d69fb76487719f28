package dev.stator.client.internal.http;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted: TLS 1.3 or 1.2, the host's name verified. The JDK's own engine,
 * unless BoringSSL is on the class path ({@code netty-tcnative-boringssl-static}), which costs less
 * per page and the same per item.
 */
final class Tls {
  private Tls() {}

  /**
   * What connections are encrypted by, once it is there: to read the JDK's certificates and to find
   * out what its ciphers can do takes longer than a request.
   *
   * @param caBundle PEM file of the certificates to trust instead of the JDK's, or null
   * @param beside where it is made
   * @throws IllegalArgumentException if the file cannot be read as certificates
   */
  static CompletableFuture<@Nullable SslContext> context(@Nullable Path caBundle, Executor beside) {
    if (caBundle != null) {
      return CompletableFuture.completedFuture(context(caBundle));
    }
    CompletableFuture<@Nullable SslContext> made = new CompletableFuture<>();
    beside.execute(
        () -> {
          try {
            made.complete(context(null));
          } catch (IllegalArgumentException | LinkageError e) {
            made.completeExceptionally(e);
          }
        });
    return made;
  }

  private static SslContext context(@Nullable Path caBundle) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    try {
      if (caBundle != null) {
        if (!Files.isReadable(caBundle)) {
          throw new IllegalArgumentException(
              "The CA bundle " + caBundle + " does not exist or cannot be read");
        }
        builder.trustManager(caBundle.toFile());
      }
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          caBundle == null
              ? "TLS cannot be set up: " + e.getMessage()
              : "The CA bundle " + caBundle + " cannot be used: " + e.getMessage(),
          e);
    }
  }
}
