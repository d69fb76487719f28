package dev.stator.lineage;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far an analysis is, for those who show it: hand one to {@link Lineage#analyze(java.util.List,
 * LineageOptions, LineageProgress)} and ask it from another thread. Thread-safe.
 */
public final class LineageProgress {
  private volatile Phase phase = Phase.SEARCHING;
  private volatile int files;
  private final AtomicInteger parsed = new AtomicInteger();

  /** What the analysis does at the moment; the order is that of the run. */
  public enum Phase {
    /** The tree is searched for sources and templates. */
    SEARCHING,
    /** The files are read, and those that cannot matter are set aside. */
    READING,
    /** The others are parsed. */
    PARSING,
    /** Values are followed to the calls; some more files may be parsed for it. */
    FOLLOWING
  }

  /** What it does now. */
  public Phase phase() {
    return phase;
  }

  /** Python files found; 0 until the search is over. */
  public int files() {
    return files;
  }

  /** How many of them have been parsed so far. */
  public int parsed() {
    return parsed.get();
  }

  void reading(int found) {
    files = found;
    phase = Phase.READING;
  }

  void enter(Phase next) {
    phase = next;
  }

  /** A parser that counts here. */
  SourceParser counting(SourceParser parser) {
    return new SourceParser() {
      @Override
      public SyntaxTree parse(byte[] utf8) {
        parsed.incrementAndGet();
        return parser.parse(utf8);
      }

      @Override
      public void close() {
        parser.close();
      }
    };
  }
}
