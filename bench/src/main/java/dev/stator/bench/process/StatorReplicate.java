package dev.stator.bench.process;

import dev.stator.client.DynamoClient;
import dev.stator.replicate.ExportFormat;
import dev.stator.replicate.Replication;
import dev.stator.replicate.ReplicationOptions;
import dev.stator.replicate.S3Access;
import dev.stator.replicate.S3Location;

/** Our whole replication, digest, checksums and manifest included, once a call. */
final class StatorReplicate implements Work {
  private final DynamoClient dynamo;
  private final S3Access s3;
  private final ReplicationOptions options;

  StatorReplicate(Services services, boolean typed) {
    dynamo = StatorScan.client(services);
    s3 = S3Access.of(Services.REGION.id(), services.s3(), Services.credentials());
    options =
        ReplicationOptions.builder(Services.TABLE, new S3Location(Services.BUCKET, "stator"))
            .format(typed ? ExportFormat.DYNAMODB_JSON : ExportFormat.JSON)
            .workers(4)
            .segments(4)
            .overwrite(true)
            .build();
  }

  @Override
  public long once() {
    return new Replication(dynamo, s3, options).run().items();
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
  }
}
