package dev.stator.records;

import java.util.ServiceLoader;

/** The generated codecs by their classes: each is looked up once, for as long as its class is. */
final class GeneratedCodecs extends ClassValue<ItemCodec<?>> {
  private static final GeneratedCodecs ALL = new GeneratedCodecs();

  private GeneratedCodecs() {}

  // A provider is generated with its codec, for one class.
  @SuppressWarnings("unchecked")
  static <T> ItemCodec<T> of(Class<T> type) {
    return (ItemCodec<T>) ALL.get(type);
  }

  @Override
  protected ItemCodec<?> computeValue(Class<?> type) {
    for (ItemCodecProvider provider :
        ServiceLoader.load(ItemCodecProvider.class, type.getClassLoader())) {
      if (provider.type() == type) {
        return provider.codec();
      }
    }
    String codec = type.getName().substring(type.getPackageName().length()).replaceAll("^\\.", "");
    throw new IllegalArgumentException(
        "no codec of "
            + type.getName()
            + " was found. A record or sealed interface has one if it is annotated with"
            + " @DynamoItem, has a @PartitionKey, and was compiled with stator-records-processor"
            + " as annotation processor. If that is so, META-INF/services/"
            + ItemCodecProvider.class.getName()
            + " was lost on the way, or the code is in a named module: hand over "
            + codec.replace('$', '_')
            + "Codec.INSTANCE; of a record with type parameters "
            + codec.replace('$', '_')
            + "Codec.of(...)");
  }
}
