package dev.stator.records.processor.sample;

import dev.stator.records.Discriminator;
import dev.stator.records.DiscriminatorValue;
import dev.stator.records.DynamoItem;
import java.util.List;
import java.util.Optional;

/** A sealed interface, one of whose records is inside another of its kind. */
@DynamoItem
@Discriminator("kind")
public sealed interface Figure {
  /** Under its own name. */
  record Circle(Point center, double radius) implements Figure {}

  /** Under another name. */
  @DiscriminatorValue("poly")
  record Polygon(List<Point> corners) implements Figure {}

  /** One more level. */
  sealed interface Combined extends Figure {
    /** Holds figures itself. */
    record Group(List<Figure> members, Optional<Figure> background) implements Combined {}
  }
}
