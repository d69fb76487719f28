package dev.stator.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The names of the members of streams' requests and answers, as they stand on the wire. */
final class StreamNames {
  static final byte[] APPROXIMATE_CREATION_DATE_TIME = of("ApproximateCreationDateTime");
  static final byte[] DYNAMODB = of("dynamodb");
  static final byte[] ENDING_SEQUENCE_NUMBER = of("EndingSequenceNumber");
  static final byte[] EVENT_ID = of("eventID");
  static final byte[] EVENT_NAME = of("eventName");
  static final byte[] EXCLUSIVE_START_SHARD_ID = of("ExclusiveStartShardId");
  static final byte[] EXCLUSIVE_START_STREAM_ARN = of("ExclusiveStartStreamArn");
  static final byte[] LAST_EVALUATED_SHARD_ID = of("LastEvaluatedShardId");
  static final byte[] LAST_EVALUATED_STREAM_ARN = of("LastEvaluatedStreamArn");
  static final byte[] NEW_IMAGE = of("NewImage");
  static final byte[] NEXT_SHARD_ITERATOR = of("NextShardIterator");
  static final byte[] OLD_IMAGE = of("OldImage");
  static final byte[] PARENT_SHARD_ID = of("ParentShardId");
  static final byte[] PRINCIPAL_ID = of("PrincipalId");
  static final byte[] PRINCIPAL_ID_OF_EVENT = of("principalId");
  static final byte[] RECORDS = of("Records");
  static final byte[] SEQUENCE_NUMBER = of("SequenceNumber");
  static final byte[] SEQUENCE_NUMBER_RANGE = of("SequenceNumberRange");
  static final byte[] SHARDS = of("Shards");
  static final byte[] SHARD_ID = of("ShardId");
  static final byte[] SHARD_ITERATOR = of("ShardIterator");
  static final byte[] SHARD_ITERATOR_TYPE = of("ShardIteratorType");
  static final byte[] SIZE_BYTES = of("SizeBytes");
  static final byte[] STARTING_SEQUENCE_NUMBER = of("StartingSequenceNumber");
  static final byte[] STREAMS = of("Streams");
  static final byte[] STREAM_ARN = of("StreamArn");
  static final byte[] STREAM_DESCRIPTION = of("StreamDescription");
  static final byte[] STREAM_LABEL = of("StreamLabel");
  static final byte[] STREAM_STATUS = of("StreamStatus");
  static final byte[] STREAM_VIEW_TYPE = of("StreamViewType");
  static final byte[] TYPE = of("Type");
  static final byte[] TYPE_OF_EVENT = of("type");
  static final byte[] USER_IDENTITY = of("userIdentity");
  static final byte[] USER_IDENTITY_OF_API = of("UserIdentity");

  private StreamNames() {}

  private static byte[] of(String name) {
    return name.getBytes(US_ASCII);
  }
}
