package dev.stator.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that the infrastructure in the tree declares: CloudFormation (also by SAM, the CDK and
 * the Serverless Framework) or Terraform. Immutable.
 *
 * @param object the id that the table has, or would have, among the objects of the report
 * @param name the physical name where it is known before deployment, else the declaration's own
 * @param pattern the physical name with {@code *} for what only deployment knows; equal to the name
 *     when it is known
 * @param declaration the logical id of CloudFormation, the address of Terraform
 * @param file the template, relative to the argument
 * @param timeToLive the attribute that items expire by, null for none
 * @param streamed whether the table has a stream
 * @param used whether some analysed code uses it, or its stream feeds a function
 */
public record DeclaredTable(
    String object,
    String name,
    String pattern,
    String declaration,
    String file,
    int line,
    List<Key> keys,
    List<Index> indexes,
    @Nullable String timeToLive,
    boolean streamed,
    boolean used) {

  /** What a key attribute does in its key. */
  public enum Role {
    PARTITION,
    SORT
  }

  /**
   * An attribute of a key.
   *
   * @param type S, N or B; null where the declaration does not say
   */
  public record Key(String attribute, Role role, @Nullable String type) {}

  /**
   * A secondary index.
   *
   * @param local whether it shares the table's partition key
   * @param projection ALL, KEYS_ONLY or INCLUDE; null where the declaration does not say
   * @param projected the attributes that INCLUDE names
   */
  public record Index(
      String name,
      boolean local,
      List<Key> keys,
      @Nullable String projection,
      List<String> projected) {}

  /** The keys of the table or of one of its indexes; empty for an index that it has not. */
  List<Key> keysOf(@Nullable String index) {
    return index == null
        ? keys
        : indexes.stream()
            .filter(candidate -> candidate.name().equals(index))
            .findFirst()
            .map(Index::keys)
            .orElse(List.of());
  }
}
