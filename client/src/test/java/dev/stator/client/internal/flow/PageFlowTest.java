package dev.stator.client.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** How far a flow reads, with pages that come when the test says so; all on one thread. */
class PageFlowTest {
  /** A source whose pages the test hands out. */
  private static final class Source implements PageSource<List<String>> {
    final ArrayDeque<CompletableFuture<List<String>>> asked = new ArrayDeque<>();
    int requests;
    boolean more = true;

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public CompletableFuture<List<String>> next() {
      requests++;
      CompletableFuture<List<String>> page = new CompletableFuture<>();
      asked.add(page);
      return page;
    }

    void give(String... elements) {
      asked.remove().complete(Arrays.asList(elements));
    }

    void giveLast(String... elements) {
      more = false;
      give(elements);
    }
  }

  private static Flow.Publisher<String> publisher(int concurrency, Source... sources) {
    return PageFlow.publisher(List.of(sources), concurrency, page -> page, Runnable::run);
  }

  @Test
  void readsNothingBeforeAnythingIsWanted() {
    Source source = new Source();
    Probe<String> probe = Probe.of(publisher(1, source));
    assertThat(source.requests).isZero();

    probe.request(1);
    assertThat(source.requests).isOne();
  }

  @Test
  void readsNoFurtherThanIsWanted() {
    Source source = new Source();
    Probe<String> probe = Probe.of(publisher(1, source));
    probe.request(2);
    source.give("a", "b", "c");
    assertThat(probe.received()).containsExactly("a", "b");
    assertThat(source.requests).isOne();

    probe.request(1);
    assertThat(probe.received()).containsExactly("a", "b", "c");
    assertThat(source.requests).isOne();

    probe.request(1);
    assertThat(source.requests).isEqualTo(2);
  }

  @Test
  void readsOnOverEmptyPagesAndEndsOnce() {
    Source source = new Source();
    Probe<String> probe = Probe.of(publisher(1, source));
    probe.request(5);
    source.give();
    source.give();
    source.give("a");
    source.giveLast();
    assertThat(probe.all()).containsExactly("a");
    probe.request(5);
    assertThat(source.requests).isEqualTo(4);
  }

  @Test
  void endsWithoutBeingAskedWhenNothingIsLeft() {
    Source source = new Source();
    Probe<String> probe = Probe.of(publisher(1, source));
    probe.request(1);
    source.giveLast("a");
    assertThat(probe.all()).containsExactly("a");
  }

  @Test
  void readsTheNextPageWhileOneGoesOut() {
    Source source = new Source();
    List<Integer> requestsAtElement = new ArrayList<>();
    Probe<String> probe = new Probe<>();
    publisher(1, source)
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                probe.onSubscribe(subscription);
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(String element) {
                requestsAtElement.add(source.requests);
                probe.onNext(element);
              }

              @Override
              public void onError(Throwable failure) {
                probe.onError(failure);
              }

              @Override
              public void onComplete() {
                probe.onComplete();
              }
            });
    source.give("a", "b");
    source.giveLast("c");
    assertThat(probe.all()).containsExactly("a", "b", "c");
    assertThat(requestsAtElement).as("one ahead, and no more").containsExactly(2, 2, 2);
  }

  @Test
  void emitsWhatWasReadBeforeItFails() {
    Source source = new Source();
    Probe<String> probe = Probe.of(publisher(1, source));
    probe.request(1);
    source.give("a", "b");
    probe.request(2);
    source.asked.remove().completeExceptionally(new IllegalStateException("no page"));
    assertThat(probe.received()).containsExactly("a", "b");
    assertThat(probe.end()).hasMessage("no page");
    probe.request(1);
    assertThat(source.requests).isEqualTo(2);
  }

  @Test
  void cancelsWhatIsUnderWayAndReadsNoMore() {
    Source source = new Source();
    Probe<String> probe = Probe.of(publisher(1, source));
    probe.request(10);
    CompletableFuture<List<String>> underWay = source.asked.element();
    probe.cancel();
    assertThat(underWay).isCancelled();
    probe.request(10);
    assertThat(source.requests).isOne();
    assertThat(probe.isEnded()).isFalse();
  }

  @Test
  void failsWhenASourceThrowsRatherThanGoingSilent() {
    Flow.Publisher<String> broken =
        PageFlow.<List<String>, String>publisher(
            List.of(
                new PageSource<>() {
                  @Override
                  public boolean hasNext() {
                    return true;
                  }

                  @Override
                  public CompletableFuture<List<String>> next() {
                    throw new IllegalStateException("a defect");
                  }
                }),
            1,
            page -> page,
            Runnable::run);
    assertThat(Probe.ofAll(broken).end()).hasMessage("a defect");
  }

  @Test
  void opensAsManySourcesAsAreReadAtOnceAndTheNextWhenOneEnds() {
    Source[] sources = {new Source(), new Source(), new Source()};
    Probe<String> probe = Probe.of(publisher(2, sources));
    probe.request(Long.MAX_VALUE);
    assertThat(requests(sources)).containsExactly(1, 1, 0);

    sources[1].giveLast("b");
    assertThat(requests(sources)).containsExactly(1, 1, 1);

    sources[0].giveLast("a");
    sources[2].giveLast("c");
    assertThat(probe.all()).containsExactly("b", "a", "c");
  }

  @Test
  void asksFewerSourcesThanItMayWhenFewElementsAreWanted() {
    Source[] sources = {new Source(), new Source(), new Source()};
    Probe<String> probe = Probe.of(publisher(3, sources));
    probe.request(1);
    assertThat(requests(sources)).containsExactly(1, 0, 0);
    sources[0].give("a");
    probe.request(1);
    sources[1].give("b");
    probe.request(1);
    sources[2].give("c");
    probe.request(1);
    assertThat(requests(sources)).as("sources take turns").containsExactly(2, 1, 1);
  }

  @Test
  void holdsNoMorePagesThanItReadsAtOnce() {
    Source[] sources = {new Source(), new Source()};
    Probe<String> probe = Probe.of(publisher(2, sources));
    probe.request(3);
    sources[0].give("a", "a", "a", "a", "a");
    sources[1].give("b", "b");
    assertThat(probe.received()).hasSize(3);
    assertThat(requests(sources)).containsExactly(1, 1);
    probe.request(100);
    assertThat(probe.received()).hasSize(7);
    assertThat(requests(sources).stream().mapToInt(i -> i).sum()).isEqualTo(4);
  }

  @Test
  void cancelsTheOtherSourcesWhenOneFails() {
    Source[] sources = {new Source(), new Source()};
    Probe<String> probe = Probe.of(publisher(2, sources));
    probe.request(10);
    sources[0].asked.element().completeExceptionally(new IllegalStateException("no page"));
    assertThat(probe.end()).hasMessage("no page");
    assertThat(sources[1].asked.element()).isCancelled();
  }

  private static List<Integer> requests(Source... sources) {
    return Arrays.stream(sources).map(source -> source.requests).toList();
  }
}
