package dev.stator.client;

import dev.stator.client.internal.flow.ReactiveStreamsRules;
import dev.stator.item.AttributeType;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * Outcomes of batches are published by the rules of Reactive Streams, also when much is left over.
 */
@NullUnmarked // Numbers need no client to be sent.
class BatchRulesTest {
  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return ReactiveStreamsRules.of(Verification::new);
  }

  private static final class Verification extends FlowPublisherVerification<Long> {
    Verification() {
      super(ReactiveStreamsRules.PATIENT);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
      Batches.Settings settings =
          new Batches.Settings(
              3,
              1_000,
              Duration.ofDays(1),
              Map.of("numbers", KeySchema.of("n", AttributeType.N)),
              false,
              null,
              Map.of());
      BatchMachinery machinery =
          new BatchMachinery(
              new Caller(null, ForkJoinPool.commonPool(), new Events(ClientListener.NONE, null)),
              null,
              wait -> CompletableFuture.completedFuture(null),
              System::nanoTime,
              time -> Duration.ZERO);
      Iterable<Long> input = () -> LongStream.range(0, elements).boxed().iterator();
      return subscriber ->
          new BatchRun<>(
                  Objects.requireNonNull(subscriber),
                  BatchInput.of(input),
                  new Numbers(),
                  settings,
                  machinery)
              .start();
    }

    /** None: it sends nothing before it is asked, and so fails at nothing. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
      return null;
    }
  }

  /** Numbers, in tens, of which each third is left over the first time. */
  private static final class Numbers implements BatchOperation<Long, Void, Long> {
    @Override
    public String name() {
      return "Numbers";
    }

    @Override
    public int maxCount() {
      return 10;
    }

    @Override
    public String tableName(Long input) {
      return "numbers";
    }

    @Override
    public Checked check(Long input, KeySchema schema) {
      return new Checked(Key.of("n", input), 10);
    }

    @Override
    public CompletableFuture<Answer<Void>> send(
        Caller caller, List<Entry<Long>> entries, Map<String, KeySchema> schemas) {
      Set<Place> left =
          entries.stream()
              .filter(entry -> entry.attempts == 1 && entry.input % 3 == 0)
              .map(Entry::place)
              .collect(Collectors.toSet());
      return CompletableFuture.supplyAsync(() -> new Answer<>(left, Map.of()));
    }

    @Override
    public Long outcome(
        Entry<Long> entry,
        boolean superseded,
        int attempts,
        @Nullable Void found,
        @Nullable DynamoException failure) {
      return entry.input;
    }
  }
}
