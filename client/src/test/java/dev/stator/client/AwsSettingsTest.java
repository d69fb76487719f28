package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.ConfigurationException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

@SuppressWarnings("NullAway.Init")
class AwsSettingsTest {
  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void useAHomeOfOurOwn() {
    environment.put("HOME", home.toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  private AwsSettings settings() {
    return settings(null);
  }

  private AwsSettings settings(@Nullable String profile) {
    return AwsSettings.of(environment, profile, null);
  }

  private void file(String name, String content) throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws").resolve(name), content);
  }

  @Test
  void takesTheRegionFromTheCallerTheEnvironmentOrTheProfileInThatOrder() throws Exception {
    file("config", "[default]\nregion = eu-west-3\n[profile work]\nregion = eu-north-1\n");

    assertThat(settings().region()).isEqualTo("eu-west-3");
    environment.put("AWS_PROFILE", "work");
    assertThat(settings().region()).isEqualTo("eu-north-1");
    assertThat(settings("default").region()).isEqualTo("eu-west-3");
    environment.put("AWS_DEFAULT_REGION", "us-west-2");
    assertThat(settings().region()).isEqualTo("us-west-2");
    environment.put("AWS_REGION", "us-east-2");
    assertThat(settings().region()).isEqualTo("us-east-2");
    assertThat(AwsSettings.of(environment, null, "sa-east-1").region()).isEqualTo("sa-east-1");
  }

  @Test
  void readsTheDefaultProfilesNameWhereNoProfileIsNamed() throws Exception {
    file(
        "config",
        """
        [default]
        region = eu-west-3
        [profile work]
        region = eu-north-1
        [profile home]
        region = eu-central-1
        """);
    environment.put("AWS_DEFAULT_PROFILE", "work");
    assertThat(settings().region()).isEqualTo("eu-north-1");
    environment.put("AWS_PROFILE", "home");
    assertThat(settings().region()).isEqualTo("eu-central-1");
    assertThat(settings("default").region()).isEqualTo("eu-west-3");
  }

  @Test
  void saysThatThereIsNoRegion() {
    ConfigurationException e =
        catchThrowableOfType(ConfigurationException.class, () -> settings().region());

    assertThat(e.kind()).isEqualTo(Kind.NO_REGION);
    assertThat(e.problem()).contains("AWS_REGION").contains("\"default\"");
    assertThat(e.hint()).contains(home.resolve(".aws/config").toString());
    assertThat(e).hasMessage(e.problem() + "\nhint: " + e.hint());
  }

  @Test
  void saysThatThereIsNoSuchProfile() throws Exception {
    file("config", "[profile work]\nregion = eu-north-1\n");
    environment.put("AWS_PROFILE", "wrok");

    ConfigurationException e =
        catchThrowableOfType(ConfigurationException.class, () -> settings().region());

    assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_PROFILE);
    assertThat(e.problem()).contains("\"wrok\"");
    assertThat(e.hint()).isEqualTo("known are: work");
    assertThat(
            catchThrowableOfType(
                    ConfigurationException.class, () -> settings("other").credentials())
                .kind())
        .isEqualTo(Kind.NO_SUCH_PROFILE);
  }

  @Test
  void saysWhichFileIsMalformed() throws Exception {
    file("config", "[default\nregion = x\n");

    ConfigurationException e =
        catchThrowableOfType(ConfigurationException.class, () -> settings().region());

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(e.problem()).contains(home.resolve(".aws/config").toString());
  }

  @Test
  void prefersTheEndpointThatIsMoreParticular() throws Exception {
    file(
        "config",
        """
        [default]
        region = eu-west-1
        endpoint_url = http://127.0.0.1:1
        services = local
        [services local]
        dynamodb =
          endpoint_url = http://127.0.0.1:2
        s3 =
          endpoint_url = http://127.0.0.1:3
        """);

    assertThat(settings().endpoint("dynamodb")).isEqualTo(URI.create("http://127.0.0.1:2"));
    assertThat(settings().configuredEndpoint("s3")).isEqualTo(URI.create("http://127.0.0.1:3"));
    assertThat(settings().configuredEndpoint("sts")).isEqualTo(URI.create("http://127.0.0.1:1"));
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:4");
    assertThat(settings().endpoint("dynamodb")).isEqualTo(URI.create("http://127.0.0.1:4"));
    environment.put("DYNAMODB_ENDPOINT", "http://127.0.0.1:5");
    assertThat(settings().endpoint("dynamodb")).isEqualTo(URI.create("http://127.0.0.1:5"));
    assertThat(settings().configuredEndpoint("s3")).isEqualTo(URI.create("http://127.0.0.1:4"));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:6");
    assertThat(settings().endpoint("dynamodb")).isEqualTo(URI.create("http://127.0.0.1:6"));
    environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assertThat(settings().endpoint("dynamodb"))
        .isEqualTo(URI.create("https://dynamodb.eu-west-1.amazonaws.com"));
    assertThat(settings().configuredEndpoint("dynamodb")).isNull();
  }

  @Test
  void knowsTheEndpointsOfAws() {
    environment.put("AWS_REGION", "cn-north-1");
    assertThat(settings().endpoint("dynamodb"))
        .isEqualTo(URI.create("https://dynamodb.cn-north-1.amazonaws.com.cn"));
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_USE_FIPS_ENDPOINT", "true");
    assertThat(settings().endpoint("dynamodb"))
        .isEqualTo(URI.create("https://dynamodb-fips.us-east-1.amazonaws.com"));
    environment.put("AWS_USE_FIPS_ENDPOINT", "false");
    environment.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    assertThat(settings().endpoint("dynamodb").getHost()).contains("us-east-1");
  }

  @Test
  void saysWhereAnEndpointIsMalformed() {
    for (String wrong : new String[] {"localhost:8000", "ftp://x", "http:// x", "8000"}) {
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", wrong);
      ConfigurationException e =
          catchThrowableOfType(ConfigurationException.class, () -> settings().endpoint("dynamodb"));
      assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
      assertThat(e.problem()).contains(wrong).contains("AWS_ENDPOINT_URL_DYNAMODB");
    }
  }

  @Test
  void takesCredentialsFromTheEnvironment() {
    environment.put("AWS_ACCESS_KEY_ID", "AKID");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    assertThat(resolved(settings()).accessKeyId()).isEqualTo("AKID");
    environment.put("AWS_SESSION_TOKEN", "token");
    assertThat(resolved(settings()))
        .isInstanceOfSatisfying(
            AwsSessionCredentials.class,
            session -> assertThat(session.sessionToken()).isEqualTo("token"));
  }

  @Test
  void takesCredentialsFromTheProfile() throws Exception {
    file("credentials", "[work]\naws_access_key_id = WORK\naws_secret_access_key = w\n");
    environment.put("AWS_PROFILE", "work");
    assertThat(resolved(settings()).accessKeyId()).isEqualTo("WORK");
  }

  @Test
  void prefersTheEnvironmentsCredentialsUnlessAProfileIsPassed() throws Exception {
    file("credentials", "[work]\naws_access_key_id = WORK\naws_secret_access_key = w\n");
    environment.put("AWS_PROFILE", "work");
    environment.put("AWS_ACCESS_KEY_ID", "AKID");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");

    assertThat(resolved(settings()).accessKeyId()).isEqualTo("AKID");
    assertThat(resolved(settings("work")).accessKeyId()).isEqualTo("WORK");
  }

  @Test
  void readsTheFilesThatTheEnvironmentNames() throws Exception {
    Path config = Files.writeString(home.resolve("c"), "[default]\nregion = eu-west-2\n");
    Path keys =
        Files.writeString(
            home.resolve("k"), "[default]\naws_access_key_id=K\naws_secret_access_key=s\n");
    environment.put("AWS_CONFIG_FILE", config.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", keys.toString());

    assertThat(settings().region()).isEqualTo("eu-west-2");
    assertThat(resolved(settings()).accessKeyId()).isEqualTo("K");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    ConfigurationException none =
        catchThrowableOfType(ConfigurationException.class, () -> settings().credentials());
    assertThat(none.kind()).isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(none.hint()).contains("AWS_ACCESS_KEY_ID");

    environment.put("AWS_ACCESS_KEY_ID", "AKID");
    ConfigurationException half =
        catchThrowableOfType(ConfigurationException.class, () -> settings().credentials());
    assertThat(half.problem()).contains("AWS_SECRET_ACCESS_KEY is missing");
  }

  @Test
  void findsTheCertificatesToTrust() throws Exception {
    assertThat(settings().caBundle()).isNull();
    file("config", "[default]\nca_bundle = /etc/ca.pem\n");
    assertThat(settings().caBundle()).isEqualTo(Path.of("/etc/ca.pem"));
    environment.put("AWS_CA_BUNDLE", "/tmp/other.pem");
    assertThat(settings().caBundle()).isEqualTo(Path.of("/tmp/other.pem"));
  }

  private static AwsCredentials resolved(AwsSettings settings) {
    return settings.credentials().resolveCredentials();
  }

  private static URI streamsOf(Map<String, String> environment, @Nullable URI endpoint) {
    DynamoClientBuilder builder =
        DynamoClient.builder().environment(environment).region("eu-west-1").credentials("a", "b");
    if (endpoint != null) {
      builder.endpoint(endpoint);
    }
    try (DynamoClient client = builder.build()) {
      return client.streams().endpoint().uri();
    }
  }

  @Test
  void theRegionLocalIsNoneOfAws() {
    URI local = URI.create("http://localhost:8000");
    try (DynamoClient client =
        DynamoClient.builder()
            .environment(Map.of())
            .region("local")
            .credentials("a", "b")
            .endpoint(local)
            .build()) {
      assertThat(client.streams().endpoint().uri()).isEqualTo(local);
    }
  }

  @Test
  void streamsAreWhereAwsHasThemOrWhereTheTablesAreElsewhere() {
    URI local = URI.create("http://127.0.0.1:8000");
    URI aws = URI.create("https://streams.dynamodb.eu-west-1.amazonaws.com");
    assertThat(streamsOf(Map.of(), null)).isEqualTo(aws);
    assertThat(streamsOf(Map.of(), URI.create("https://dynamodb.eu-west-1.amazonaws.com")))
        .isEqualTo(aws);
    assertThat(streamsOf(Map.of(), local)).isEqualTo(local);
    for (String name :
        List.of("DYNAMODB_ENDPOINT", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL")) {
      assertThat(streamsOf(Map.of(name, local.toString()), null)).isEqualTo(local);
    }
    assertThat(
            streamsOf(Map.of("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "http://127.0.0.1:9000"), null))
        .isEqualTo(URI.create("http://127.0.0.1:9000"));
    assertThat(streamsOf(Map.of("AWS_USE_DUALSTACK_ENDPOINT", "true"), null).getHost())
        .contains("streams");
  }

  @Test
  void aPairOfKeysIsWhoSigns() throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok("{}")));
        DynamoClient client =
            DynamoClient.builder()
                .environment(Map.of("DYNAMODB_ENDPOINT", server.uri().toString()))
                .region("eu-west-1")
                .credentials("AKMINE", "s3cr3t")
                .build()) {
      client.blocking().execute("ListTables", "{}");
      assertThat(server.asked().get(0).header("authorization"))
          .contains("Credential=AKMINE/")
          .contains("/eu-west-1/dynamodb/");
    }
  }
}
