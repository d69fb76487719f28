package dev.stator.client.internal.flow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The tests that come with Reactive Streams, as tests of JUnit. */
public final class ReactiveStreamsRules {
  /** How long the suite waits for what must come; for what must not come it waits less. */
  public static final TestEnvironment PATIENT = new TestEnvironment(5_000, 50);

  private ReactiveStreamsRules() {}

  /** All tests of the suite, those that it does not apply here as skipped. */
  public static <T> Stream<DynamicTest> of(Supplier<FlowPublisherVerification<T>> verification) {
    return Arrays.stream(FlowPublisherVerification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> DynamicTest.dynamicTest(method.getName(), run(method, verification)));
  }

  private static <T> Executable run(
      Method method, Supplier<FlowPublisherVerification<T>> verification) {
    return () -> {
      FlowPublisherVerification<T> suite = verification.get();
      suite.setUp();
      try {
        method.invoke(suite);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof org.testng.SkipException skipped) {
          Assumptions.abort(String.valueOf(skipped.getMessage()));
        }
        throw e.getCause();
      }
    };
  }
}
