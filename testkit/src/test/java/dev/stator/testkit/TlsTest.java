package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsTest {
  private final FakeDynamoDb dynamo = FakeDynamoDb.builder().tls().start();

  @AfterEach
  void close() {
    dynamo.close();
  }

  private SSLSocket connect(SSLSocketFactory factory) throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket("127.0.0.1", dynamo.port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private RawClient trusting() throws IOException {
    return new RawClient(connect(LoopbackCertificate.clientContext().getSocketFactory()));
  }

  @Test
  void aClientThatTrustsTheCertificateIsServed() throws IOException {
    dynamo.serve(
        GeneratedTable.named("load", KeySchema.of("id", AttributeType.S))
            .items(3000, i -> Item.builder().put("id", "i" + i).put("t", "x".repeat(300)).build())
            .build());
    assertThat(dynamo.endpoint().getScheme()).isEqualTo("https");
    try (RawClient raw = trusting()) {
      assertThat(raw.dynamoDb("ListTables", "{}").text()).contains("load");
      RawClient.Answer page = raw.dynamoDb("Scan", "{\"TableName\":\"load\"}");
      assertThat(page.body()).hasSizeGreaterThan(900_000);
      assertThat(page.header("x-amz-crc32")).isEqualTo(Long.toString(Response.crcOf(page.body())));
    }
  }

  @Test
  void oneThatDoesNotIsNot() throws IOException {
    SSLSocketFactory strict = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket socket = connect(strict)) {
      assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
    }
  }

  @Test
  void aResetReachesTheClientUnderTls() throws IOException {
    dynamo.when(Operation.LIST_TABLES).then(Fault.reset());
    try (RawClient raw = trusting()) {
      raw.sendDynamoDb("ListTables", "{}");
      assertThatExceptionOfType(SocketException.class).isThrownBy(() -> raw.in().read());
    }
  }

  @Test
  void theCertificateLastsAndNamesTheLoopback() throws GeneralSecurityException {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        LoopbackCertificate.pem().getBytes(StandardCharsets.US_ASCII)));

    assertThat(certificate.getNotAfter())
        .isAfter(Date.from(Instant.now().plus(Duration.ofDays(365 * 50))));
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("127.0.0.1")
        .contains("localhost");
  }
}
