package dev.stator.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate with which a fake speaks TLS: self-signed, for {@code localhost} and {@code
 * 127.0.0.1}, valid until 2125. Its private key lies in this jar for all to read, so trust it in
 * tests and nowhere else.
 *
 * <p>A client under test trusts it through {@link #trustStore()} or {@link #clientContext()} (JVM)
 * or {@link #pem()} (native clients, {@code AWS_CA_BUNDLE}).
 */
public final class LoopbackCertificate {
  private static final char[] PASSWORD = "testkit".toCharArray();
  private static final String ALIAS = "loopback";

  private LoopbackCertificate() {}

  /** A new key store with the certificate as its only trusted entry. */
  public static KeyStore trustStore() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate());
      return trusted;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the loopback certificate cannot be stored", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A TLS context that trusts the certificate and nothing else. */
  public static SSLContext clientContext() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustStore());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot trust the loopback certificate", e);
    }
  }

  /** The certificate as PEM text. */
  public static String pem() {
    try {
      String base64 =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(certificate().getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the loopback certificate cannot be encoded", e);
    }
  }

  static SSLContext serverContext() {
    return ServerContext.INSTANCE;
  }

  private static Certificate certificate() throws GeneralSecurityException {
    return keyStore().getCertificate(ALIAS);
  }

  private static KeyStore keyStore() throws GeneralSecurityException {
    try (InputStream in = LoopbackCertificate.class.getResourceAsStream("loopback.p12")) {
      if (in == null) {
        throw new IllegalStateException("loopback.p12 is missing from the testkit's jar");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("loopback.p12 cannot be read", e);
    }
  }

  /** Made once: the sessions of all fakes may share it. */
  private static final class ServerContext {
    static final SSLContext INSTANCE = create();

    private static SSLContext create() {
      try {
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JVM cannot serve TLS", e);
      }
    }
  }
}
