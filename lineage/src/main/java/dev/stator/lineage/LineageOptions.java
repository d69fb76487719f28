package dev.stator.lineage;

import java.nio.file.FileSystems;
import java.util.List;

/**
 * How a run of lineage goes. Immutable.
 *
 * @param links which mapping from methods to links
 * @param largestFile bytes; larger Python files are skipped with a reason
 * @param deepestFolder how many folders deep the scan goes
 * @param threads how many threads parse
 * @param infrastructure whether infrastructure found in the tree (templates, Terraform) give
 *     environment variables their values
 * @param excluded files and folders to leave out, as globs of {@link java.nio.file.FileSystem} over
 *     the path relative to the argument: {@code tests}, {@code **}{@code /migrations}, {@code
 *     *_test.py}. One without a slash holds at any depth
 */
public record LineageOptions(
    Links links,
    long largestFile,
    int deepestFolder,
    int threads,
    boolean infrastructure,
    List<String> excluded) {
  private static final LineageOptions DEFAULTS =
      new LineageOptions(
          Links.CAST, 2L << 20, 64, Runtime.getRuntime().availableProcessors(), true, List.of());

  /** The mapping from a method to the kinds of link. */
  public enum Links {
    /** One fixed set of links for a method, as CAST's page on boto3 lists them. */
    CAST,
    /**
     * By what the call contains, where that can be seen: put against delete requests, the actions
     * of a transaction.
     */
    CONTENT
  }

  /**
   * Links by CAST's tables, files to 2 MiB, 64 folders deep, one parsing thread a core,
   * infrastructure joined.
   */
  public static LineageOptions defaults() {
    return DEFAULTS;
  }

  public LineageOptions withLinks(Links mapping) {
    return new LineageOptions(
        mapping, largestFile, deepestFolder, threads, infrastructure, excluded);
  }

  public LineageOptions withLargestFile(long bytes) {
    return new LineageOptions(links, bytes, deepestFolder, threads, infrastructure, excluded);
  }

  public LineageOptions withThreads(int count) {
    return new LineageOptions(links, largestFile, deepestFolder, count, infrastructure, excluded);
  }

  public LineageOptions withInfrastructure(boolean joined) {
    return new LineageOptions(links, largestFile, deepestFolder, threads, joined, excluded);
  }

  /**
   * Leaves out what matches one of the globs; see {@link #excluded()}.
   *
   * @throws java.util.regex.PatternSyntaxException if one is no glob
   */
  public LineageOptions withExcluded(List<String> globs) {
    globs.forEach(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
    return new LineageOptions(
        links, largestFile, deepestFolder, threads, infrastructure, List.copyOf(globs));
  }
}
