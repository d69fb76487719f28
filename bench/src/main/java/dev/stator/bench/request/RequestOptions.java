package dev.stator.bench.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@link RequestBench} measures, and how long.
 *
 * @param works the requests
 * @param firstRequest whether to measure the first request of fresh JVMs
 * @param inFlight how many requests at a time
 * @param tls without TLS, with it, or both
 * @param clients who sends them; the SDK's come first, as ours are compared with them
 * @param warmUp for how long at least nothing is measured, in seconds
 * @param warmUpRequests how many requests pass at least before anything is measured
 * @param windows how many windows of time are measured
 * @param window how long each is, in seconds
 * @param pairs how many fresh JVMs of each client send a first request
 */
record RequestOptions(
    List<Work> works,
    boolean firstRequest,
    List<Integer> inFlight,
    List<Boolean> tls,
    List<Client> clients,
    double warmUp,
    long warmUpRequests,
    int windows,
    double window,
    int pairs) {
  private static final String FIRST = "first";

  /** A request of many items warms up as much code as some of one item do. */
  private static final long ITEMS_OF_MANY = 20;

  /** Parses {@code name=value} options; lists are separated by commas. */
  static RequestOptions parse(String... args) {
    List<String> rows = List.of("get", "put", "query", "batch", FIRST);
    List<Integer> inFlight = List.of(32, 200);
    List<Boolean> tls = List.of(false, true);
    List<Client> clients = Client.usual();
    double warmUp = 5;
    long warmUpRequests = 60_000;
    int windows = 3;
    double window = 1;
    int pairs = 7;
    for (String arg : args) {
      String[] option = arg.split("=", 2);
      if (option.length < 2) {
        throw new IllegalArgumentException("an option is name=value, not " + arg);
      }
      String value = option[1];
      switch (option[0]) {
        case "rows" -> rows = list(value);
        case "in-flight" -> inFlight = list(value).stream().map(Integer::valueOf).toList();
        case "tls" -> tls = list(value).stream().map(RequestOptions::yes).toList();
        case "clients" ->
            clients =
                list(value).stream().map(RequestOptions::constant).map(Client::valueOf).toList();
        case "warm-up" -> warmUp = Double.parseDouble(value);
        case "warm-up-requests" -> warmUpRequests = Long.parseLong(value);
        case "windows" -> windows = Integer.parseInt(value);
        case "window" -> window = Double.parseDouble(value);
        case "pairs" -> pairs = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("there is no option " + arg);
      }
    }
    List<Work> works =
        rows.stream()
            .filter(row -> !row.equals(FIRST))
            .map(RequestOptions::constant)
            .map(Work::valueOf)
            .toList();
    return new RequestOptions(
        works,
        rows.contains(FIRST),
        inFlight,
        tls,
        clients,
        warmUp,
        warmUpRequests,
        windows,
        window,
        pairs);
  }

  long warmUpRequests(Work work) {
    return work == Work.GET || work == Work.PUT ? warmUpRequests : warmUpRequests / ITEMS_OF_MANY;
  }

  private static List<String> list(String value) {
    return Arrays.asList(value.split(",", -1));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  static boolean yes(String word) {
    return switch (word) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("tls is yes or no, not " + word);
    };
  }
}
