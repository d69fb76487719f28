package dev.stator.bench.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.bench.Orders;
import dev.stator.item.json.ItemJson;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That every row can be run and does its work; how fast, no test can say. */
class RequestBenchTest {
  static Stream<Arguments> everyClientAndWork() {
    return EnumSet.allOf(Client.class).stream()
        .flatMap(client -> Stream.of(Work.values()).map(work -> Arguments.of(client, work)));
  }

  /** As the process of a client is told of it, which then trusts its certificate. */
  private static Endpoint told(FakeDynamoDb fake) throws Exception {
    return Endpoint.of(RequestFake.endpoint(fake).toString());
  }

  private static void sendOne(Client client, Work work, boolean tls) throws Exception {
    try (FakeDynamoDb fake = RequestFake.start(tls);
        Load load = client.open(told(fake), work, 2)) {
      long before = fake.requestCount();
      if (load instanceof Load.Async async) {
        async.send(1).join();
      } else if (load instanceof Load.Waiting waiting) {
        waiting.call(1);
      }
      assertThat(fake.requestCount() - before).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("everyClientAndWork")
  void everyClientSendsOneRequestAtATimeAndFindsTheAnswerRight(Client client, Work work)
      throws Exception {
    sendOne(client, work, false);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STATOR_SOCKETS")
  void everyClientSpeaksTls(Client client) throws Exception {
    sendOne(client, Work.GET, true);
  }

  @ParameterizedTest
  @EnumSource(names = {"SDK_URL", "SDK_CRT", "STATOR", "STATOR_BLOCKING"})
  void noClientIsContentWithAnAnswerThatIsNotTheOneExpected(Client client) throws Exception {
    try (FakeDynamoDb fake = RequestFake.start(false);
        Load load = client.open(RequestFake.endpoint(fake), Work.GET, 2)) {
      fake.clearScript();
      fake.when(Operation.GET_ITEM).answer("{}");
      assertThatThrownBy(
              () -> {
                if (load instanceof Load.Async async) {
                  async.send(1).join();
                } else if (load instanceof Load.Waiting waiting) {
                  waiting.call(1);
                }
              })
          .hasStackTraceContaining("expected 15 in the answer, found 0");
    }
  }

  @Test
  void printsARowForEachClientAndComparesOursWithTheSdks() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RequestOptions options =
        RequestOptions.parse(
            "rows=get,first",
            "in-flight=2",
            "tls=no",
            "clients=sdk-url,stator",
            "warm-up=0.1",
            "warm-up-requests=1",
            "windows=1",
            "window=0.2",
            "pairs=1");

    new RequestBench(options, new PrintStream(out, true, UTF_8)).run();

    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).startsWith("GetItem of 1 KB, 2 in flight");
    assertThat(lines.get(1)).startsWith("  AWS SDK v2, sync url-connection");
    assertThat(lines.get(2)).startsWith("  Stator").endsWith("4.0x");
    assertThat(lines.get(3)).startsWith("first request in a fresh JVM");
    assertThat(lines.get(5)).startsWith("  Stator").endsWith("2.0x");
  }

  @Test
  void soaksAndJudges() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Soak(0.5 / 60, 0.1, 4, false, new PrintStream(out, true, UTF_8)).run();

    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(6)).matches("steady|not steady: .*");
  }

  @Test
  void measuresEverythingUnlessToldOtherwise() {
    RequestOptions options = RequestOptions.parse();

    assertThat(Set.copyOf(options.works())).isEqualTo(EnumSet.allOf(Work.class));
    assertThat(options.firstRequest()).isTrue();
    assertThat(options.inFlight()).containsExactly(32, 200);
    assertThat(options.tls()).containsExactly(false, true);
    assertThat(options.clients()).contains(Client.SDK_NETTY, Client.STATOR);
  }

  @Test
  void refusesOptionsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestOptions.parse("window-s=3"))
        .withMessage("there is no option window-s=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestOptions.parse("tls=maybe"))
        .withMessage("tls is yes or no, not maybe");
  }

  @ParameterizedTest
  @EnumSource(names = {"STATOR_OTEL_NOOP", "STATOR_OTEL_SAMPLED", "STATOR_OTEL"})
  void whoeverIsListenedToAsksWhatItTakes(Client client) throws Exception {
    try (FakeDynamoDb fake = FakeDynamoDb.start()) {
      String item = new String(ItemJson.write(new Orders(1).next()), UTF_8);
      fake.when(Operation.GET_ITEM).answer("{\"Item\":" + item + "}");
      try (Load load = client.open(RequestFake.endpoint(fake), Work.GET, 2)) {
        ((Load.Async) load).send(1).join();
      }
      assertThat(fake.requests(Operation.GET_ITEM))
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.bodyText())
                      .contains("\"ReturnConsumedCapacity\":\"INDEXES\"")
                      .contains(Endpoint.TELLING_TABLE));
    }
  }
}
