package dev.stator.bench.process;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where the fake services are, and what every contender says to them.
 *
 * @param dynamoDbPort the port of the fake DynamoDB
 * @param s3Port the port of the fake S3
 */
record Services(int dynamoDbPort, int s3Port) {
  static final String TABLE = "load";
  static final String BUCKET = "bench";
  static final Region REGION = Region.US_EAST_1;

  static AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench-secret"));
  }

  URI dynamoDb() {
    return URI.create("http://127.0.0.1:" + dynamoDbPort);
  }

  URI s3() {
    return URI.create("http://127.0.0.1:" + s3Port);
  }
}
