package dev.stator.records;

/**
 * Tells {@link ItemCodec#of} of one generated codec. Generated too, and listed in {@code
 * META-INF/services}: it is public, also where the record and its codec are not. Nobody else needs
 * it.
 */
public interface ItemCodecProvider {
  /** The record or sealed interface. */
  Class<?> type();

  /** Its codec. */
  ItemCodec<?> codec();
}
