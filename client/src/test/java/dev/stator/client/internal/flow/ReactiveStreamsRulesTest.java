package dev.stator.client.internal.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The rules of Reactive Streams, by the tests that come with them. */
class ReactiveStreamsRulesTest {
  @TestFactory
  Stream<DynamicTest> oneSourceKeepsTheRules() {
    return ReactiveStreamsRules.of(() -> new Verification(1));
  }

  @TestFactory
  Stream<DynamicTest> severalSourcesKeepTheRules() {
    return ReactiveStreamsRules.of(() -> new Verification(3));
  }

  private static final class Verification extends FlowPublisherVerification<Long> {
    private final int sources;

    Verification(int sources) {
      super(ReactiveStreamsRules.PATIENT);
      this.sources = sources;
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
      Iterable<PageSource<List<Long>>> split =
          () -> {
            List<PageSource<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < sources; i++) {
              long share = elements / sources + (i < elements % sources ? 1 : 0);
              all.add(new Numbers(share));
            }
            return all.iterator();
          };
      return PageFlow.publisher(split, sources, page -> page, ForkJoinPool.commonPool());
    }

    /** None: it reads nothing that is not asked for, and so fails at nothing. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
      return null;
    }
  }

  /** So many numbers, in pages of three of which every other one is empty. */
  private static final class Numbers implements PageSource<List<Long>> {
    private final long count;
    private long given;
    private int pages;

    Numbers(long count) {
      this.count = count;
    }

    @Override
    public boolean hasNext() {
      return given < count;
    }

    @Override
    public CompletableFuture<List<Long>> next() {
      long most = pages++ % 2 == 0 ? 0 : Math.min(3, count - given);
      long from = given;
      return CompletableFuture.supplyAsync(
          () -> {
            given += most;
            return LongStream.range(from, from + most).boxed().toList();
          });
    }
  }
}
