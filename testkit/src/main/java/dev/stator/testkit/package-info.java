/**
 * A fake DynamoDB and a fake S3 for tests and benchmarks: real sockets on 127.0.0.1, no account, no
 * network, no dependency beyond the JDK.
 *
 * <h2>Five minutes</h2>
 *
 * <p>Start a fake, give it a table, say what is to go wrong, point the client under test at it, and
 * look at what the client sent:
 *
 * <pre>{@code
 * try (FakeDynamoDb dynamo = FakeDynamoDb.start()) {
 *   dynamo.createTable("orders", KeySchema.of("id", AttributeType.S));
 *   dynamo.put("orders", Item.builder().put("id", "o-1").put("total", 12).build());
 *
 *   dynamo.when(Operation.SCAN).on("orders").call(1).then(Fault.throttled());
 *   dynamo.when(Operation.SCAN).on("orders").call(2).then(Fault.reset());
 *
 *   DynamoDbClient client =
 *       DynamoDbClient.builder()
 *           .endpointOverride(dynamo.endpoint())
 *           .region(Region.US_EAST_1)
 *           .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
 *           .build();
 *
 *   assertThat(client.scan(r -> r.tableName("orders")).items()).hasSize(1);
 *   assertThat(dynamo.requests()).hasSize(3);
 * }
 * }</pre>
 *
 * <h2>What is here</h2>
 *
 * <ul>
 *   <li>{@link dev.stator.testkit.FakeDynamoDb}: small real tables held in memory, and {@link
 *       dev.stator.testkit.GeneratedTable generated tables} whose pages are rendered once and then
 *       given out at the speed of the socket.
 *   <li>{@link dev.stator.testkit.FakeS3}: buckets in memory, with conditional writes, multipart
 *       uploads and verified checksums; or a sink that keeps only sizes.
 *   <li>{@link dev.stator.testkit.Fault}: everything that can go wrong with a request. A rule says
 *       which requests: operation, table or key, segment or part, the n-th call.
 *   <li>{@link dev.stator.testkit.RecordedRequest}: what the client sent.
 *   <li>{@link dev.stator.testkit.Standalone}: both fakes in a process of their own, so that a
 *       benchmark does not measure them.
 * </ul>
 *
 * <h2>What a fake may not do</h2>
 *
 * <p>Give a wrong answer. What a fake does not evaluate (most expressions, indexes, Ion) it refuses
 * with an error of the service's own kind whose message begins with "this fake does not".
 * Signatures are not verified.
 */
@NullMarked
package dev.stator.testkit;

import org.jspecify.annotations.NullMarked;
