package dev.stator.client.internal.flow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The rules of Reactive Streams, by the tests that come with them. */
class ReactiveStreamsRulesTest {
  /** How long the suite waits for what must come; for what must not come it waits less. */
  private static final TestEnvironment PATIENT = new TestEnvironment(5_000, 50);

  @TestFactory
  Stream<DynamicTest> oneSourceKeepsTheRules() {
    return rules(() -> new Verification(1));
  }

  @TestFactory
  Stream<DynamicTest> severalSourcesKeepTheRules() {
    return rules(() -> new Verification(3));
  }

  /** All tests of the suite, those that it does not apply here as skipped. */
  private static Stream<DynamicTest> rules(Supplier<FlowPublisherVerification<Long>> verification) {
    return Arrays.stream(FlowPublisherVerification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> DynamicTest.dynamicTest(method.getName(), run(method, verification)));
  }

  private static Executable run(
      Method method, Supplier<FlowPublisherVerification<Long>> verification) {
    return () -> {
      FlowPublisherVerification<Long> suite = verification.get();
      suite.setUp();
      try {
        method.invoke(suite);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof org.testng.SkipException skipped) {
          throw new TestAbortedException(skipped.getMessage(), skipped);
        }
        throw e.getCause();
      }
    };
  }

  private static final class Verification extends FlowPublisherVerification<Long> {
    private final int sources;

    Verification(int sources) {
      super(PATIENT);
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
