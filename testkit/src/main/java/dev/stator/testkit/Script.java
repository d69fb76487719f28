package dev.stator.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The rules of one fake, in the order they were given. For each request all delays that strike it
 * are waited for, one after the other; of the other faults the first wins.
 *
 * @param <Q> the fake's requests
 */
final class Script<Q> {
  private final String service;
  private final CopyOnWriteArrayList<ScriptedFault> rules = new CopyOnWriteArrayList<>();

  Script(String service) {
    this.service = service;
  }

  ScriptedFault add(Predicate<? super Q> matches, Calls calls, Fault fault) {
    if (!fault.fits(service)) {
      throw new IllegalArgumentException(service + " cannot have this fault");
    }
    // Safe: only requests of this script's own fake are ever tested.
    @SuppressWarnings("unchecked")
    Predicate<Object> untyped = (Predicate<Object>) matches;
    ScriptedFault rule = new ScriptedFault(this, untyped, calls, fault);
    rules.add(rule);
    return rule;
  }

  void remove(ScriptedFault rule) {
    rules.remove(rule);
  }

  void clear() {
    rules.clear();
  }

  /**
   * Waits for the request's delays and returns its fault, or {@link NoFault#NONE}.
   *
   * @param bodyRead false for the faults that strike before the body is read, true for the others
   */
  Fault strike(Q request, boolean bodyRead) throws InterruptedException {
    if (rules.isEmpty()) {
      return NoFault.NONE;
    }
    Fault winner = NoFault.NONE;
    List<Fault> delays = List.of();
    for (ScriptedFault rule : rules) {
      Fault fault = rule.fault();
      if (fault.beforeBody() == bodyRead || !rule.strikes(request)) {
        continue;
      }
      if (fault.isDelay()) {
        delays = delays.isEmpty() ? new ArrayList<>() : delays;
        delays.add(fault);
        rule.countApplied();
      } else if (winner == NoFault.NONE) {
        winner = fault;
        rule.countApplied();
      }
    }
    for (Fault delay : delays) {
      delay.hold();
    }
    return winner;
  }
}
