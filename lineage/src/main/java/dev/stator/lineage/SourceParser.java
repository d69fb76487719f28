package dev.stator.lineage;

/**
 * Turns the bytes of one source file into a syntax tree that owns its memory. The seam behind which
 * the native parser lives: no type of that parser is seen outside its implementation. Not
 * thread-safe; one parser a thread, closed by who opened it.
 */
interface SourceParser extends AutoCloseable {
  /**
   * Parses a whole file. Never fails on broken code: what cannot be understood is a node of kind
   * {@link SyntaxTree#ERROR} and its neighbours are as they would be without it.
   *
   * @param utf8 the file, valid UTF-8; the tree keeps a reference to it
   * @throws Refused if the parser could not bear the file, or not come to its end in time
   */
  SyntaxTree parse(byte[] utf8);

  /** Says why a file is not parsed. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }

  @Override
  void close();
}
