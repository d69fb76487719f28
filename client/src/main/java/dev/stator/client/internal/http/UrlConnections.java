package dev.stator.client.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * What the SDK's generated clients send their few requests over: the JDK's connections, with the
 * proxy, the certificates and the timeouts of a {@link Transport}. The SDK's own settings know one
 * proxy for all hosts, read {@code NO_PROXY} in another way, and fall back to the JVM's properties.
 *
 * <p>A proxy that wants a password for a tunnel gets it only if the JVM's property {@value
 * #DISABLED_SCHEMES} does not name {@code Basic}, as it does by default.
 */
public final class UrlConnections {
  /** How a proxy must not ask for a password; the JDK reads it with its first connection. */
  public static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private final Map<String, String> environment;
  private final @Nullable SSLSocketFactory tls;
  private final int connectMillis;
  private final int readMillis;

  private UrlConnections(
      Map<String, String> environment,
      @Nullable SSLSocketFactory tls,
      Duration connectTimeout,
      Duration readTimeout) {
    this.environment = environment;
    this.tls = tls;
    this.connectMillis = (int) Math.min(connectTimeout.toMillis(), Integer.MAX_VALUE);
    this.readMillis = (int) Math.min(readTimeout.toMillis(), Integer.MAX_VALUE);
  }

  /**
   * A client of the SDK's that goes this way. Safe for several threads, which its calls block.
   *
   * @param environment where a proxy may be named
   * @param caBundle PEM file of the certificates to trust instead of the JDK's, or null
   * @param connectTimeout how long connecting may take
   * @param readTimeout how long a response may be silent
   * @throws IllegalArgumentException if the file cannot be read as certificates
   */
  public static SdkHttpClient client(
      Map<String, String> environment,
      @Nullable Path caBundle,
      Duration connectTimeout,
      Duration readTimeout) {
    SSLSocketFactory tls = caBundle == null ? null : trusting(caBundle);
    return UrlConnectionHttpClient.create(
        new UrlConnections(environment, tls, connectTimeout, readTimeout)::connection);
  }

  private HttpURLConnection connection(URI uri) {
    Proxy proxy = Route.to(Origin.of(uri), environment).proxy();
    try {
      HttpURLConnection connection =
          (HttpURLConnection) uri.toURL().openConnection(ofTheJdk(proxy));
      if (proxy != null && proxy.user() != null) {
        identify(connection, proxy);
      }
      if (tls != null && connection instanceof HttpsURLConnection secure) {
        secure.setSSLSocketFactory(tls);
      }
      connection.setConnectTimeout(connectMillis);
      connection.setReadTimeout(readMillis);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDK takes no header for the request that asks for a tunnel, but answers a challenge. */
  private static void identify(HttpURLConnection connection, Proxy proxy) {
    if (connection instanceof HttpsURLConnection) {
      connection.setAuthenticator(new ProxyPassword(proxy));
    } else {
      connection.setRequestProperty("Proxy-Authorization", proxy.authorization());
    }
  }

  private static java.net.Proxy ofTheJdk(@Nullable Proxy proxy) {
    return proxy == null
        ? java.net.Proxy.NO_PROXY
        : new java.net.Proxy(
            java.net.Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
  }

  private static SSLSocketFactory trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry(Integer.toString(store.size()), each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The CA bundle " + pem + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Answers once: the JDK would send what was refused again and again. */
  private static final class ProxyPassword extends Authenticator {
    private final Proxy proxy;
    private boolean given;

    ProxyPassword(Proxy proxy) {
      this.proxy = proxy;
    }

    @Override
    protected synchronized @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (given || getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      given = true;
      return new PasswordAuthentication(
          String.valueOf(proxy.user()), String.valueOf(proxy.password()).toCharArray());
    }
  }
}
