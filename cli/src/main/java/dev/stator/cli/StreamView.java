package dev.stator.cli;

import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** What a table's stream tells of a change. */
enum StreamView {
  KEYS_ONLY,
  NEW_IMAGE,
  OLD_IMAGE,
  NEW_AND_OLD_IMAGES,
  OFF;

  /** The word for what the service calls so. */
  static String ofService(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  StreamSpecification specification() {
    StreamSpecification.Builder builder = StreamSpecification.builder();
    return this == OFF
        ? builder.streamEnabled(false).build()
        : builder.streamEnabled(true).streamViewType(name()).build();
  }

  @Override
  public String toString() {
    return ofService(name());
  }
}
