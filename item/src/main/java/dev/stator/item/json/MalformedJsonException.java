package dev.stator.item.json;

/**
 * Bytes that are not what they should be: JSON, DynamoDB JSON, or a response of the service. Says
 * what is wrong and where: the path as a DynamoDB user would write it, without type tags ({@code
 * $.Items[17].address.zip}), and the offset in bytes.
 */
public final class MalformedJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String path;
  private final int offset;

  MalformedJsonException(String problem, String path, int offset) {
    super(path + ": " + problem + " (at byte " + offset + ")");
    this.problem = problem;
    this.path = path;
    this.offset = offset;
  }

  /** What is wrong, without where. */
  public String problem() {
    return problem;
  }

  /** The path of what is wrong, from the start of what was read; {@code $} is the whole. */
  public String path() {
    return path;
  }

  /** The offset in bytes from the start of what was read. */
  public int offset() {
    return offset;
  }
}
