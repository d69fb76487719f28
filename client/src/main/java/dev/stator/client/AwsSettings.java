package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.DynamoClient.Endpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.dynamodb.streams.endpoints.DynamoDbStreamsEndpointProvider;

/**
 * Region, endpoint, credentials and trusted certificates, found where the AWS command line finds
 * them: in what the caller says, in environment variables, in the profile, in that order. Reads
 * files when first asked. Safe for use by many threads.
 *
 * <p>Read are {@code AWS_REGION}, {@code AWS_DEFAULT_REGION}, {@code AWS_PROFILE}, {@code
 * AWS_DEFAULT_PROFILE} where that is not set, {@code AWS_CONFIG_FILE}, {@code
 * AWS_SHARED_CREDENTIALS_FILE}, {@code AWS_ENDPOINT_URL_<SERVICE>}, {@code AWS_ENDPOINT_URL},
 * {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS}, {@code AWS_USE_FIPS_ENDPOINT}, {@code
 * AWS_USE_DUALSTACK_ENDPOINT}, {@code AWS_CA_BUNDLE}, {@code AWS_ACCESS_KEY_ID}, {@code
 * AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}, {@code AWS_WEB_IDENTITY_TOKEN_FILE}, {@code
 * AWS_ROLE_ARN}, {@code AWS_ROLE_SESSION_NAME}, {@code AWS_EC2_METADATA_DISABLED}, the variables of
 * container credentials, and for DynamoDB alone {@code DYNAMODB_ENDPOINT}.
 *
 * <p>Profiles that assume a role or hold web identities need the SDK's {@code sts} on the class
 * path; profiles of IAM Identity Center need {@code sso} and {@code ssooidc}.
 */
public final class AwsSettings {
  private final Map<String, String> environment;
  private final @Nullable String profile;
  private final @Nullable String region;

  /** Not a monitor, as files are read under it. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable ProfileFile profiles;

  private AwsSettings(
      Map<String, String> environment, @Nullable String profile, @Nullable String region) {
    this.environment = environment;
    this.profile = profile;
    this.region = region;
  }

  /**
   * Settings from an environment, such as {@link System#getenv()}.
   *
   * @param profile the profile to use, whose credentials then go before those of the environment;
   *     null for the environment's
   * @param region the region to use; null for the environment's or the profile's
   */
  public static AwsSettings of(
      Map<String, String> environment, @Nullable String profile, @Nullable String region) {
    return new AwsSettings(Map.copyOf(environment), profile, region);
  }

  /**
   * The region's name, such as {@code eu-central-1}.
   *
   * @throws ConfigurationException if none is set, or the profile that is asked for does not exist
   */
  public String region() {
    if (region != null) {
      return region;
    }
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      String value = variable(name);
      if (value != null) {
        return value;
      }
    }
    String value = property("region");
    if (value == null) {
      throw new ConfigurationException(
          Kind.NO_REGION,
          "No region is set: not in AWS_REGION, nor in the profile \"" + profileName() + '"',
          "set AWS_REGION, or region in " + configFile() + ", or pass one",
          null);
    }
    return value;
  }

  /**
   * The endpoint that is configured for a service, or null for AWS's own.
   *
   * @param service the service's name, such as {@code dynamodb}, {@code dynamodb_streams} or {@code
   *     s3}
   * @throws ConfigurationException if what is configured is no URL
   */
  public @Nullable URI configuredEndpoint(String service) {
    if (flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")) {
      return null;
    }
    List<String> names = new ArrayList<>();
    names.add("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT));
    if (service.equals("dynamodb")) {
      names.add("DYNAMODB_ENDPOINT");
    }
    names.add("AWS_ENDPOINT_URL");
    for (String name : names) {
      String value = variable(name);
      if (value != null) {
        return url(value, "the environment variable " + name);
      }
    }
    String value = serviceProperty(service, "endpoint_url");
    value = value != null ? value : property("endpoint_url");
    return value == null ? null : url(value, "the profile \"" + profileName() + '"');
  }

  /**
   * The endpoint to use: the configured one, or AWS's own in the region.
   *
   * @param service {@code dynamodb} or {@code dynamodb_streams}
   * @throws ConfigurationException if what is configured is no URL
   */
  public URI endpoint(String service) {
    URI configured = configuredEndpoint(service);
    return configured != null
        ? configured
        : awsEndpoint(
            service,
            region(),
            flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"));
  }

  /**
   * By the rules of the service's own generated client, which are arithmetic: their future is done.
   * The SDK's tables of all services are hundreds of classes, which a first request would wait for.
   */
  private static URI awsEndpoint(String service, String region, boolean fips, boolean dualStack) {
    Region at = Region.of(region);
    return switch (service) {
      case "dynamodb" ->
          DynamoDbEndpointProvider.defaultProvider()
              .resolveEndpoint(
                  p ->
                      p.region(at)
                          .useFips(fips)
                          .useDualStack(dualStack)
                          .accountIdEndpointMode("disabled"))
              .join()
              .endpointUrl()
              .toUri();
      case "dynamodb_streams" ->
          DynamoDbStreamsEndpointProvider.defaultProvider()
              .resolveEndpoint(p -> p.region(at).useFips(fips).useDualStack(dualStack))
              .join()
              .endpointUrl()
              .toUri();
      default -> throw new IllegalArgumentException("no service of DynamoDB's: " + service);
    };
  }

  /** Whether an endpoint is one of AWS's own, in the region's part of the world. */
  static boolean isAws(Endpoint endpoint) {
    String region = endpoint.region();
    String host = '.' + String.valueOf(endpoint.uri().getHost()).toLowerCase(Locale.ROOT);
    String usual = awsEndpoint("dynamodb", region, false, false).getHost();
    String prefix = "dynamodb." + region; // Not so where the region is "local", which is no AWS.
    boolean partition = usual.startsWith(prefix) && host.endsWith(usual.substring(prefix.length()));
    return partition || host.endsWith(".api.aws");
  }

  /** The PEM file of the certificates to trust instead of the JDK's, or null. */
  public @Nullable Path caBundle() {
    String value = variable("AWS_CA_BUNDLE");
    value = value != null ? value : property("ca_bundle");
    return value == null ? null : Path.of(value);
  }

  /**
   * Where credentials come from: the profile if one was passed; else the environment's keys, a web
   * identity, the profile, the container, the machine, whichever has some first. Asking it may
   * block.
   */
  public AwsCredentialsProvider credentials() {
    if (profile != null) {
      return profileCredentials();
    }
    List<AwsCredentialsProvider> sources = new ArrayList<>();
    AwsCredentialsProvider keys = environmentKeys();
    if (keys != null) {
      return keys;
    }
    if (variable("AWS_WEB_IDENTITY_TOKEN_FILE") != null) {
      sources.add(webIdentity());
    }
    if (profile().isPresent()) {
      sources.add(profileCredentials());
    }
    if (variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") != null
        || variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") != null) {
      sources.add(ContainerCredentialsProvider.create());
    }
    if (!flag("AWS_EC2_METADATA_DISABLED", "ec2_metadata_disabled")) {
      sources.add(
          InstanceProfileCredentialsProvider.builder()
              .profileFile(profiles())
              .profileName(profileName())
              .build());
    }
    if (sources.isEmpty()) {
      throw noCredentials("none are configured", null);
    }
    return AwsCredentialsProviderChain.builder().credentialsProviders(sources).build();
  }

  static ConfigurationException noCredentials(String why, @Nullable Throwable cause) {
    return new ConfigurationException(
        Kind.NO_CREDENTIALS,
        "No credentials: " + why,
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`;"
            + " DynamoDB Local takes any",
        cause);
  }

  private @Nullable AwsCredentialsProvider environmentKeys() {
    String id = variable("AWS_ACCESS_KEY_ID");
    String secret = variable("AWS_SECRET_ACCESS_KEY");
    String token = variable("AWS_SESSION_TOKEN");
    if (id == null && secret == null) {
      return null;
    }
    if (id == null || secret == null) {
      throw noCredentials(
          (id == null ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY")
              + " is missing, though the other of the pair is set",
          null);
    }
    return StaticCredentialsProvider.create(
        token == null
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, token));
  }

  private AwsCredentialsProvider webIdentity() {
    WebIdentityTokenFileCredentialsProvider.Builder builder =
        WebIdentityTokenFileCredentialsProvider.builder();
    String file = variable("AWS_WEB_IDENTITY_TOKEN_FILE");
    builder.webIdentityTokenFile(Path.of(String.valueOf(file)));
    builder.roleArn(variable("AWS_ROLE_ARN"));
    builder.roleSessionName(variable("AWS_ROLE_SESSION_NAME"));
    return builder.build();
  }

  private AwsCredentialsProvider profileCredentials() {
    requireProfile();
    return ProfileCredentialsProvider.builder()
        .profileFile(profiles())
        .profileName(profileName())
        .build();
  }

  private String profileName() {
    String name = namedProfile();
    return name != null ? name : "default";
  }

  /** The profile that is asked for, or null. */
  private @Nullable String namedProfile() {
    if (profile != null) {
      return profile;
    }
    String variable = variable("AWS_PROFILE");
    return variable != null ? variable : variable("AWS_DEFAULT_PROFILE");
  }

  private Optional<Profile> profile() {
    if (namedProfile() != null) {
      return Optional.of(requireProfile());
    }
    // Most servers have no such files, and then need not load what would read them.
    return Files.exists(configFile()) || Files.exists(credentialsFile())
        ? profiles().profile("default")
        : Optional.empty();
  }

  private Profile requireProfile() {
    String name = profileName();
    return profiles()
        .profile(name)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    Kind.NO_SUCH_PROFILE,
                    "There is no profile \"" + name + "\" in " + configFile(),
                    profiles().profiles().isEmpty()
                        ? "there are no profiles"
                        : "known are: " + String.join(", ", profiles().profiles().keySet()),
                    null));
  }

  private @Nullable String property(String name) {
    return profile().flatMap(found -> found.property(name)).orElse(null);
  }

  private @Nullable String serviceProperty(String service, String name) {
    return profile()
        .flatMap(found -> found.property("services"))
        .flatMap(section -> profiles().getSection("services", section))
        .flatMap(section -> section.property(service + '.' + name))
        .orElse(null);
  }

  private ProfileFile profiles() {
    lock.lock();
    try {
      if (profiles == null) {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        addFile(files, configFile(), ProfileFile.Type.CONFIGURATION);
        addFile(files, credentialsFile(), ProfileFile.Type.CREDENTIALS);
        profiles = files.build();
      }
      return profiles;
    } finally {
      lock.unlock();
    }
  }

  private static void addFile(ProfileFile.Aggregator files, Path file, ProfileFile.Type type) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      files.addFile(ProfileFile.builder().content(file).type(type).build());
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          Kind.MALFORMED,
          "The file " + file + " cannot be read: " + e.getMessage(),
          "its form is described at"
              + " https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html",
          e);
    }
  }

  private Path configFile() {
    return file("AWS_CONFIG_FILE", "config");
  }

  private Path credentialsFile() {
    return file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
  }

  private Path file(String variable, String name) {
    String value = variable(variable);
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return value != null ? Path.of(value) : Path.of(home, ".aws", name);
  }

  private boolean flag(String variable, String property) {
    String value = variable(variable);
    return Boolean.parseBoolean(value != null ? value : property(property));
  }

  private @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  private static URI url(String value, String where) {
    URI url;
    try {
      url = URI.create(value);
    } catch (IllegalArgumentException e) {
      throw malformedEndpoint(value, where, e);
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("(?i)https?")) {
      throw malformedEndpoint(value, where, null);
    }
    return url;
  }

  private static ConfigurationException malformedEndpoint(
      String value, String where, @Nullable Throwable cause) {
    return new ConfigurationException(
        Kind.MALFORMED,
        "The endpoint \"" + value + "\" of " + where + " is no URL",
        "write it like http://127.0.0.1:8000",
        cause);
  }
}
