package dev.stator.bench.process;

/** One way of doing a piece of work, over and over. */
interface Work extends AutoCloseable {
  /**
   * Does it once.
   *
   * @return how many items went through
   */
  long once() throws Exception;

  @Override
  void close();
}
