package dev.stator.lineage;

import static java.util.Objects.requireNonNull;

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

  private final TSLanguage language = new org.treesitter.TreeSitterPython();
  private final TSParser parser = new TSParser();
  private final byte[] buffer = new byte[READ_BUFFER];
  private final PythonGrammar grammar;
  private final PythonClues clues;
  private final boolean reckons;

  TreeSitterPython() {
    this(true);
  }

  /**
   * @param reckons whether what the text tells is not asked; else each node is asked, which gives
   *     the same tree in twice the time
   */
  TreeSitterPython(boolean reckons) {
    if (!parser.setLanguage(language)) {
      throw new IllegalStateException(
          "the Python grammar does not fit the tree-sitter runtime: their versions differ too much");
    }
    this.grammar = new PythonGrammar(language);
    this.clues = new PythonClues(language, grammar.symbols);
    this.reckons = reckons;
  }

  @Override
  public SyntaxTree parse(byte[] utf8) {
    try (TSTree tree =
        parser.parse(
            buffer,
            null,
            (into, offset, position) -> read(utf8, into, offset),
            TSInputEncoding.TSInputEncodingUTF8)) {
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

  private static int read(byte[] source, byte[] into, int offset) {
    int length = Math.min(into.length, source.length - offset);
    if (length <= 0) {
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
