package dev.stator.client.internal.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class SignedHeadTest {
  /** The credentials and the time of AWS's published test suite. */
  private static final AwsCredentialsIdentity SUITE =
      AwsCredentialsIdentity.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

  private static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");

  @ParameterizedTest
  @CsvSource({
    "GET, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "POST, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "GET, 'Param2=value2&Param1=value1',"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  })
  void signsTheVanillaRequestsOfThePublishedSuite(String method, String query, String signature) {
    SignedHead head = new SignedHead("service", "us-east-1");
    head.begin(method, "/", "/", query).header("host", "example.amazonaws.com");
    head.sign(SUITE, SUITE_TIME, head.payloadHash(new byte[0], 0, 0));

    assertThat(authorizationOf(text(head)))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature="
                + signature);
  }

  @Test
  void signsGeneratedRequestsAsTheSdkDoes() {
    Random random = new Random(20261120);
    Map<String, SignedHead> writers = new TreeMap<>();
    for (int i = 0; i < 3_000; i++) {
      assertSignedAsTheSdkDoes(random, writers);
    }
    assertThat(writers).hasSize(6);
  }

  private static void assertSignedAsTheSdkDoes(Random random, Map<String, SignedHead> writers) {
    String service = pick(random, "dynamodb", "s3", "execute-api");
    String region = pick(random, "eu-central-1", "us-gov-west-1");
    boolean s3 = service.equals("s3");
    Instant time = Instant.ofEpochSecond(1_500_000_000L + random.nextInt(700_000_000));
    AwsCredentialsIdentity credentials =
        random.nextBoolean()
            ? AwsCredentialsIdentity.create("AKID" + random.nextInt(9), secret(random))
            : AwsSessionCredentialsIdentity.create("ASIA", secret(random), word(random, 300));
    SdkHttpMethod method = random.nextBoolean() ? SdkHttpMethod.POST : SdkHttpMethod.PUT;
    String path = random.nextInt(3) == 0 ? "/" : path(random, s3);
    String query = random.nextInt(3) == 0 ? "" : query(random);
    byte[] body = new byte[random.nextInt(2_000)];
    random.nextBytes(body);
    boolean unsigned = s3 && random.nextBoolean();

    TreeMap<String, String> headers = new TreeMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      headers.put("x-" + word(random, 3).toLowerCase(Locale.ROOT), value(random));
    }
    headers.put("content-type", "application/x-amz-json-1.0");
    SignedHead head =
        writers.computeIfAbsent(service + region, key -> new SignedHead(service, region));
    String target = path + (query.isEmpty() ? "" : "?" + query);
    head.begin(method.name(), target, path, query)
        .unsigned("user-agent", "stator")
        .header("host", "service.example:8000");
    headers.forEach(head::header);
    byte[] hash = unsigned ? SignedHead.unsignedPayload() : head.payloadHash(body, 0, body.length);
    if (!s3) {
      // The SDK sends and signs the content hash for every service; only S3 wants it.
      head.header("x-amz-content-sha256", new String(hash, UTF_8));
    }
    head.sign(credentials, time, hash);

    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(method)
            .uri(URI.create("https://service.example:8000" + target))
            .putHeader("Host", "service.example:8000");
    headers.forEach(request::putHeader);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !unsigned)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)));

    assertThat(authorizationOf(text(head)))
        .as("%s %s of %s at %s", method, target, service, time)
        .isEqualTo(signed.request().firstMatchingHeader("Authorization").orElseThrow());
  }

  @Test
  void followsTheKeyFromOneDayToTheNextAndFromOneSecretToAnother() {
    AwsCredentialsIdentity other = AwsCredentialsIdentity.create("AKIDEXAMPLE", "other");
    Instant nextDay = SUITE_TIME.plusSeconds(86_400);
    SignedHead used = new SignedHead("dynamodb", "us-east-1");

    for (AwsCredentialsIdentity credentials : new AwsCredentialsIdentity[] {SUITE, other, SUITE}) {
      for (Instant time : new Instant[] {SUITE_TIME, nextDay, SUITE_TIME}) {
        assertThat(signed(used, credentials, time))
            .isEqualTo(signed(new SignedHead("dynamodb", "us-east-1"), credentials, time));
      }
    }
  }

  private static String signed(SignedHead head, AwsCredentialsIdentity who, Instant time) {
    head.begin("POST", "/", "/", "").header("host", "h");
    head.sign(who, time, head.payloadHash(new byte[] {1, 2, 3}, 1, 2));
    return text(head);
  }

  @Test
  void writesAWholeHead() {
    SignedHead head = new SignedHead("dynamodb", "us-east-1");
    head.begin("POST", "/", "/", "")
        .unsigned("accept-encoding", "identity")
        .header("x-amz-target", "DynamoDB_20120810.ListTables")
        .header("host", "dynamodb.us-east-1.amazonaws.com")
        .header("content-length", "2");
    head.sign(SUITE, SUITE_TIME, head.payloadHash("{}".getBytes(UTF_8), 0, 2));

    assertThat(text(head))
        .startsWith(
            """
            POST / HTTP/1.1\r
            accept-encoding: identity\r
            content-length: 2\r
            host: dynamodb.us-east-1.amazonaws.com\r
            x-amz-date: 20150830T123600Z\r
            x-amz-target: DynamoDB_20120810.ListTables\r
            authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/""")
        .endsWith("\r\n\r\n")
        .doesNotContain(SUITE.secretAccessKey());
  }

  @Test
  void refusesALineBreakInAHeaderWithoutRepeatingIt() {
    AwsSessionCredentialsIdentity broken =
        AwsSessionCredentialsIdentity.create("AKID", "secret", "token\r\nX-Evil: 1");
    SignedHead head = new SignedHead("dynamodb", "us-east-1");
    head.begin("POST", "/", "/", "");

    assertThatThrownBy(() -> head.sign(broken, SUITE_TIME, SignedHead.unsignedPayload()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x-amz-security-token")
        .hasMessageNotContaining("X-Evil");
  }

  private static String text(SignedHead head) {
    return new String(head.array(), 0, head.length(), UTF_8);
  }

  private static String authorizationOf(String head) {
    int start = head.indexOf("authorization: ") + "authorization: ".length();
    return head.substring(start, head.indexOf("\r\n", start));
  }

  private static String path(Random random, boolean s3) {
    StringBuilder path = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      path.append('/').append(encoded(random));
      if (!s3 && random.nextInt(4) == 0) {
        path.append(pick(random, "/.", "/..", "/"));
      }
    }
    return path.toString();
  }

  private static String query(Random random) {
    StringBuilder query = new StringBuilder();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      query
          .append(query.isEmpty() ? "" : "&")
          .append(pick(random, "a", "a1", "a-", "B", "list-type"))
          .append('=')
          .append(random.nextInt(4) == 0 ? "" : encoded(random));
    }
    return query.toString();
  }

  private static String encoded(Random random) {
    return word(random, 1 + random.nextInt(5)) + pick(random, "", "%20", "%C3%A4", "~", "%2F");
  }

  private static String value(Random random) {
    return word(random, 4) + pick(random, "", " ", "  ", "   x", ",y") + word(random, 2);
  }

  /** Of AWS's length, or so long that HMAC takes its hash for the key instead. */
  private static String secret(Random random) {
    return word(random, random.nextInt(4) > 0 ? 40 : 61 + random.nextInt(9));
  }

  private static String word(Random random, int length) {
    String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static String pick(Random random, String... options) {
    return options[random.nextInt(options.length)];
  }
}
