package dev.stator.bench.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.bench.request.Steadiness.Sample;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private static List<String> complaints(IntFunction<Sample> minute) {
    return Steadiness.complaints(IntStream.range(0, 10).mapToObj(minute).toList(), 32);
  }

  @Test
  void isContentWithWhatStaysWhereItWas() {
    assertThat(complaints(i -> new Sample(20 + i % 3, 12, 32, 5 + i % 2))).isEmpty();
  }

  @Test
  void doesNotCountTheWarmUp() {
    assertThat(complaints(i -> i == 0 ? new Sample(90, 40, 32, 900) : new Sample(20, 12, 32, 5)))
        .isEmpty();
  }

  @Test
  void noticesAHeapThatGrows() {
    assertThat(complaints(i -> new Sample(20 + 4 * i, 12, 32, 5)))
        .singleElement()
        .asString()
        .contains("MB in the heap");
  }

  @Test
  void noticesOneThreadMore() {
    assertThat(complaints(i -> new Sample(20, i == 9 ? 13 : 12, 32, 5)))
        .containsExactly("13.0 threads, where 12.0 were the limit");
  }

  @Test
  void noticesMoreConnectionsThanRequests() {
    assertThat(complaints(i -> new Sample(20, 12, i == 3 ? 33 : 32, 5)))
        .containsExactly("33.0 connections, where 32.0 were the limit");
  }

  @Test
  void noticesRequestsThatGetSlower() {
    assertThat(complaints(i -> new Sample(20, 12, 32, i < 8 ? 5 : 500)))
        .containsExactly("500.0 ms at p99.9, where 65.0 were the limit");
  }

  @Test
  void doesNotJudgeByLittle() {
    assertThat(Steadiness.complaints(List.of(new Sample(1, 1, 1, 1)), 32))
        .containsExactly("1 samples say nothing, 5 are needed");
  }
}
