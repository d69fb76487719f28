package dev.stator.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A rule that is in force: made by {@code fake.when(...).then(fault)}. Lets a test see whether what
 * it scripted has happened. Safe for use by several threads.
 */
public final class ScriptedFault {
  private final Script<?> script;
  private final Predicate<Object> matches;
  private final Calls calls;
  private final Fault fault;
  private final AtomicInteger matched = new AtomicInteger();
  private final AtomicInteger applied = new AtomicInteger();

  ScriptedFault(Script<?> script, Predicate<Object> matches, Calls calls, Fault fault) {
    this.script = script;
    this.matches = matches;
    this.calls = calls;
    this.fault = fault;
  }

  /** How many requests were of the rule's kind, struck or not. */
  public int matched() {
    return matched.get();
  }

  /** How many requests the fault has struck. */
  public int applied() {
    return applied.get();
  }

  /** Takes the rule out of force. */
  public void remove() {
    script.remove(this);
  }

  Fault fault() {
    return fault;
  }

  /** Counts the request if it is of the rule's kind, and says whether it is to be struck. */
  boolean strikes(Object request) {
    return matches.test(request) && calls.strike(matched.incrementAndGet());
  }

  void countApplied() {
    applied.incrementAndGet();
  }
}
