package dev.stator.lineage;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Python by tree-sitter.
 *
 * <p>The native tree is a minefield, and this class is its fence. A node read after its tree was
 * closed kills the JVM, a tree left to the garbage collector leaks natively until the process is
 * gigabytes large, and every call on a node crosses JNI. So each parse opens, is copied into a
 * {@link SyntaxTree} by {@link TreeCopy} and closes, all in one method.
 */
final class TreeSitterPython implements SourceParser {
  private static final int READ_BUFFER = 64 * 1024;

  /**
   * How long a file may take. The largest that are read take a second or two; the parser's ways to
   * recover from errors are quadratic for some that nobody writes.
   */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * How often a file may be read over: lines that go on in the next are scanned again from each.
   */
  private static final int MOST_READS = 16;

  private final TSLanguage language = new org.treesitter.TreeSitterPython();
  private final TSParser parser = new TSParser();
  private final byte[] buffer = new byte[READ_BUFFER];
  private final PythonGrammar grammar;
  private final PythonClues clues;
  private final boolean reckons;
  private final LongSupplier nanos;
  private long begun;
  private long allowance;

  TreeSitterPython() {
    this(true);
  }

  TreeSitterPython(boolean reckons) {
    this(reckons, System::nanoTime);
  }

  /**
   * @param reckons whether what the text tells is not asked; else each node is asked, which gives
   *     the same tree in twice the time
   * @param nanos tells the time
   */
  TreeSitterPython(boolean reckons, LongSupplier nanos) {
    if (!parser.setLanguage(language)) {
      throw new IllegalStateException(
          "the Python grammar does not fit the tree-sitter runtime: their versions differ too much");
    }
    this.grammar = new PythonGrammar(language);
    this.clues = new PythonClues(language, grammar.symbols);
    this.reckons = reckons;
    this.nanos = nanos;
  }

  @Override
  public SyntaxTree parse(byte[] utf8) {
    if (ScannerState.largest(utf8) > ScannerState.BUFFER) {
      throw new Refused("indented in more levels than the parser can hold");
    }
    begun = nanos.getAsLong();
    allowance = (long) MOST_READS * (utf8.length + READ_BUFFER);
    try (TSTree tree =
        parser.parseWithOptions(
            buffer,
            null,
            (into, offset, position) -> read(utf8, into, offset),
            TSInputEncoding.TSInputEncodingUTF8,
            state -> isEndless())) {
      if (tree == null || allowance < 0) {
        throw new Refused("nested or broken in a way that takes the parser too long");
      }
      boolean broken = tree.getRootNode().hasError();
      SyntaxTree copy = reckons && !broken ? copied(tree, utf8, true) : null;
      if (copy == null) {
        copy = requireNonNull(copied(tree, utf8, false), "a copy without doubts");
      }
      if (broken) {
        copy.markBroken();
      }
      return copy;
    } finally {
      parser.reset();
    }
  }

  private @Nullable SyntaxTree copied(TSTree tree, byte[] utf8, boolean reckoned) {
    SyntaxTree copy = grammar.treeOf(utf8);
    try (TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
      return new TreeCopy(grammar, clues, cursor, copy, reckoned).run() ? copy : null;
    }
  }

  private boolean isEndless() {
    return allowance < 0 || nanos.getAsLong() - begun > LONGEST_NANOS;
  }

  /** Gives nothing more where too much was read, so that the parser comes to an end. */
  private int read(byte[] source, byte[] into, int offset) {
    int length = Math.min(into.length, source.length - offset);
    allowance -= Math.max(0, length);
    if (length <= 0 || allowance < 0) {
      return 0;
    }
    System.arraycopy(source, offset, into, 0, length);
    return length;
  }

  @Override
  public void close() {
    parser.close();
    language.close();
  }
}
