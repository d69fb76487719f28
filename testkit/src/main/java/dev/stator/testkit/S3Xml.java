package dev.stator.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** S3's answers in XML, written front to back. */
final class S3Xml {
  static final S3Dialect DIALECT = new S3Dialect();

  private static final String HEADERS = "Content-Type: application/xml\r\n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder xml =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  S3Xml open(String element) {
    xml.append('<').append(element).append('>');
    return this;
  }

  /** Opens the document's element, which has S3's name space. */
  S3Xml document(String element) {
    xml.append('<').append(element);
    xml.append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    return this;
  }

  S3Xml close(String element) {
    xml.append("</").append(element).append('>');
    return this;
  }

  S3Xml element(String name, String text) {
    open(name);
    escape(text);
    return close(name);
  }

  S3Xml element(String name, long number) {
    return element(name, Long.toString(number));
  }

  S3Xml element(String name, Instant time) {
    return element(name, TIME.format(time));
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        default -> {
          if (c < 0x20) {
            xml.append("&#").append((int) c).append(';');
          } else {
            xml.append(c);
          }
        }
      }
    }
  }

  Response respond(int status) {
    return Response.of(status, HEADERS, xml.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** How S3 words its errors. */
  static final class S3Dialect implements Dialect {
    private S3Dialect() {}

    @Override
    public Response error(int status, String type, String message) {
      return new S3Xml()
          .open("Error")
          .element("Code", type)
          .element("Message", message)
          .element("RequestId", "TESTKIT")
          .close("Error")
          .respond(status);
    }

    Response error(S3Error error) {
      return error(error.status(), error.code(), error.getMessage());
    }

    @Override
    public Response clockSkew(Duration serverAhead) {
      Instant server = Instant.now().plus(serverAhead);
      Response error =
          error(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.");
      return new Response(
          error.status(),
          "Date: " + HttpDate.of(server) + "\r\n" + error.headers(),
          error.body(),
          error.length(),
          Response.NO_CRC);
    }

    @Override
    public Response expiredCredentials() {
      return error(400, "ExpiredToken", "The provided token has expired.");
    }

    @Override
    public Response unknownCredentials() {
      return error(
          403,
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.");
    }

    @Override
    public Response accessDenied() {
      return error(403, "AccessDenied", "Access Denied");
    }

    @Override
    public Response throttled() {
      return error(503, "SlowDown", "Please reduce your request rate.");
    }

    @Override
    public Response serverError(int status) {
      return status == 503
          ? error(503, "ServiceUnavailable", "Service is unable to handle request.")
          : error(status, "InternalError", "We encountered an internal error. Please try again.");
    }
  }
}
