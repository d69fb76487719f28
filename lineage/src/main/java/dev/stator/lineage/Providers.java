package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dependencies that a framework makes by calling what it was told to. */
final class Providers {
  private final Analysis analysis;

  Providers(Analysis analysis) {
    this.analysis = analysis;
  }

  /** What a declaration of a dependency stands for; null for any other function. */
  @Nullable Value call(
      Frame frame, String name, Arguments arguments, @Nullable Trace trace, int at) {
    switch (name) {
      case "fastapi.Depends", "fastapi.Security", "fastapi.params.Depends" -> {
        Value provider = arguments.get(0, "dependency");
        return provider == null
            ? Value.unknown("what a framework makes of the parameter's type", trace)
            : analysis
                .calls()
                .enter(frame, analysis.calls().call(frame, provider, Arguments.NONE, at), at);
      }
      case "dependency_injector.providers.Factory",
          "dependency_injector.providers.Singleton",
          "dependency_injector.providers.ThreadSafeSingleton",
          "dependency_injector.providers.ThreadLocalSingleton",
          "dependency_injector.providers.ContextLocalSingleton",
          "dependency_injector.providers.Callable",
          "dependency_injector.providers.Resource" -> {
        return provider(frame, arguments, trace, at);
      }
      case "dependency_injector.providers.Object" -> {
        return Value.of(
            new Atom.Code.Partial(Value.of(new Atom.External("copy.copy")), arguments, false),
            trace);
      }
      default -> {
        return null;
      }
    }
  }

  /** A provider of dependency_injector: called, it makes an object of what others provide. */
  private Value provider(Frame frame, Arguments arguments, @Nullable Trace trace, int at) {
    if (arguments.positional().isEmpty()) {
      return Value.unknown("a provider of nothing", trace);
    }
    List<Value> positional = new ArrayList<>();
    for (Value given : arguments.positional().subList(1, arguments.positional().size())) {
      positional.add(provided(frame, given, at));
    }
    Map<String, Value> keywords = new LinkedHashMap<>();
    arguments.keywords().forEach((key, given) -> keywords.put(key, provided(frame, given, at)));
    Arguments resolved =
        new Arguments(
            List.copyOf(positional), keywords, arguments.more(), arguments.moreKeywords());
    return Value.of(new Atom.Code.Partial(arguments.positional().get(0), resolved, false), trace);
  }

  private Value provided(Frame frame, Value given, int at) {
    return given.flatMap(
        alternative ->
            alternative.atom() instanceof Atom.Code.Partial provider
                ? analysis
                    .calls()
                    .call(frame, Value.of(provider, alternative.trace()), Arguments.NONE, at)
                : Value.of(alternative.atom(), alternative.trace()));
  }
}
