package dev.stator.lineage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions outside the project that call a function given to them: threads, pools, event loops,
 * and adapters between synchronous and asynchronous code. The call is made here with the arguments
 * that they would hand on.
 */
final class Forwarding {
  private static final String POOL = "concurrent.futures.Executor()";
  private static final String LOOP = "asyncio.loop()";

  /** Factories of what forwards later, by what they make. */
  private static final Map<String, String> MADE =
      Map.ofEntries(
          Map.entry("concurrent.futures.ThreadPoolExecutor", POOL),
          Map.entry("concurrent.futures.ProcessPoolExecutor", POOL),
          Map.entry("concurrent.futures.thread.ThreadPoolExecutor", POOL),
          Map.entry("multiprocessing.Pool", POOL),
          Map.entry("multiprocessing.pool.Pool", POOL),
          Map.entry("multiprocessing.pool.ThreadPool", POOL),
          Map.entry("multiprocessing.dummy.Pool", POOL),
          Map.entry("asyncio.get_event_loop", LOOP),
          Map.entry("asyncio.get_running_loop", LOOP),
          Map.entry("asyncio.new_event_loop", LOOP));

  /** {@code f(function, *args, **kwargs)}. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "asyncio.to_thread",
          "anyio.to_thread.run_sync",
          "starlette.concurrency.run_in_threadpool",
          "fastapi.concurrency.run_in_threadpool",
          "twisted.internet.threads.deferToThread",
          POOL + ".submit",
          POOL + ".apply_async",
          POOL + ".apply");

  /** {@code f(something, function, *args)}. */
  private static final Set<String> SECOND =
      Set.of(LOOP + ".run_in_executor", LOOP + ".call_later", "gevent.spawn_later");

  /** {@code f(function, iterable)}. */
  private static final Set<String> EACH =
      Set.of(POOL + ".map", POOL + ".imap", POOL + ".imap_unordered", POOL + ".starmap");

  /** {@code f(target=function, args=…, kwargs=…)}, and where the target stands by position. */
  private static final Map<String, Integer> TARGETS =
      Map.of("threading.Thread", 1, "threading.Timer", 1, "multiprocessing.Process", 1);

  /** What gives back a function that calls the given one with its own arguments. */
  private static final Set<String> ADAPTERS =
      Set.of(
          "asgiref.sync.sync_to_async",
          "asgiref.sync.async_to_sync",
          "functools.update_wrapper",
          "asyncio.coroutine");

  private final Analysis analysis;

  Forwarding(Analysis analysis) {
    this.analysis = analysis;
  }

  /** What such a function gives back; null for any other. */
  @Nullable Value call(
      Frame frame, String name, Arguments arguments, @Nullable Trace trace, int at) {
    String made = MADE.get(name);
    if (made != null) {
      return Value.of(new Atom.External(made), trace);
    }
    if (AT_ONCE.contains(name)) {
      return forwarded(frame, arguments, 0, at);
    }
    if (SECOND.contains(name)) {
      return forwarded(frame, arguments, 1, at);
    }
    if (name.equals(LOOP + ".run_until_complete")) {
      return arguments.get(0, "future");
    }
    if (ADAPTERS.contains(name)) {
      Value function = arguments.get(0, "func");
      return function == null ? Value.of(new Atom.Code.Keep(), trace) : function;
    }
    if (EACH.contains(name)) {
      return each(frame, name, arguments, at);
    }
    Integer position = TARGETS.get(name);
    return position == null ? null : target(frame, position, arguments, trace, at);
  }

  private Value forwarded(Frame frame, Arguments arguments, int function, int at) {
    if (arguments.positional().size() <= function) {
      return Value.unknown("a call of nothing", null);
    }
    Arguments rest =
        new Arguments(
            arguments.positional().subList(function + 1, arguments.positional().size()),
            arguments.keywords(),
            arguments.more(),
            arguments.moreKeywords());
    return analysis.calls().call(frame, arguments.positional().get(function), rest, at);
  }

  private Value each(Frame frame, String name, Arguments arguments, int at) {
    if (arguments.positional().size() < 2) {
      return Value.unknown("a map over nothing", null);
    }
    Value element = analysis.elements().elements(frame, arguments.positional().get(1), at);
    Arguments given =
        name.endsWith("starmap") && element.only() instanceof Sequence tuple && tuple.rest() == null
            ? new Arguments(tuple.elements(), Map.of(), null, null)
            : name.endsWith("starmap")
                ? new Arguments(
                    List.of(), Map.of(), analysis.elements().elements(frame, element, at), null)
                : columns(frame, arguments, at);
    Value result = analysis.calls().call(frame, arguments.positional().get(0), given, at);
    return Value.of(new Sequence(List.of(), result));
  }

  private Arguments columns(Frame frame, Arguments arguments, int at) {
    List<Value> columns =
        arguments.positional().stream()
            .skip(1)
            .map(column -> analysis.elements().elements(frame, column, at))
            .toList();
    return new Arguments(columns, Map.of(), null, null);
  }

  private Value target(
      Frame frame, int position, Arguments arguments, @Nullable Trace trace, int at) {
    Value function = arguments.get(position, "target");
    function = function == null ? arguments.keyword("function") : function;
    if (function != null) {
      Value list = arguments.get(position + 1, "args");
      Value named = arguments.keyword("kwargs");
      List<Value> positional = List.of();
      Value more = null;
      if (list != null && list.only() instanceof Sequence given && given.rest() == null) {
        positional = given.elements();
      } else if (list != null) {
        more = analysis.elements().elements(frame, list, at);
      }
      Dict known = named != null && named.only() instanceof Dict dict ? dict : null;
      Arguments handed =
          new Arguments(
              positional,
              known == null ? Map.of() : known.entries(),
              more,
              named == null || known != null
                  ? null
                  : Value.unknown("an argument out of a dictionary that is not known", null));
      analysis.calls().call(frame, function, handed, at);
    }
    return Value.of(new Atom.Unknown("a thread", true), trace);
  }
}
