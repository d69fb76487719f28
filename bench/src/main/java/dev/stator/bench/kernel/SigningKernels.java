package dev.stator.bench.kernel;

import dev.stator.client.internal.sigv4.SignedHead;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signing a request: ours makes its whole head as bytes, the SDK's adds headers to a request that
 * was made before. Both hash the body, and both keep the day's signing key.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningKernels {
  private static final String TYPE = "application/x-amz-json-1.0";
  private static final String TARGET = "DynamoDB_20120810.PutItem";
  private static final String HOST = "dynamodb.us-east-1.amazonaws.com";

  /** Bytes of the body: as GetItem, PutItem and BatchWriteItem have. */
  @Param({"150", "1100", "27000"})
  public int bodyBytes;

  private final AwsCredentialsIdentity credentials =
      AwsCredentialsIdentity.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private final SignedHead head = new SignedHead("dynamodb", "us-east-1");
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpRequest request =
      SdkHttpRequest.builder()
          .method(SdkHttpMethod.POST)
          .uri(URI.create("https://" + HOST + "/"))
          .putHeader("Host", HOST)
          .putHeader("Content-Type", TYPE)
          .putHeader("X-Amz-Target", TARGET)
          .build();
  private byte[] body = {};
  private ContentStreamProvider payload = ContentStreamProvider.fromByteArrayUnsafe(body);

  /** Makes the body. */
  @Setup(Level.Trial)
  public void makeBody() {
    body = new byte[bodyBytes];
    payload = ContentStreamProvider.fromByteArrayUnsafe(body);
  }

  /** Makes and signs a head. */
  @Benchmark
  public int statorSign() {
    head.begin("POST", "/", "/", "")
        .header("host", HOST)
        .header("content-type", TYPE)
        .header("x-amz-target", TARGET);
    head.sign(credentials, Instant.now(), head.payloadHash(body, 0, body.length));
    return head.length();
  }

  /** Signs a request as the SDK's DynamoDB client does. */
  @Benchmark
  public SignedRequest sdkSign() {
    return signer.sign(
        r ->
            r.identity(credentials)
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
  }
}
