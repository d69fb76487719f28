package dev.stator.records.processor.sample;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.records.AttributeConverter;
import dev.stator.records.Converted;
import dev.stator.records.NumberConverter;
import java.util.Map;

/** A type of somebody's own, with a converter for all its uses and another one for one of them. */
@Converted(with = Celsius.AsNumber.class)
public final class Celsius {
  private final long degrees;

  /** Degrees, not below absolute zero. */
  public Celsius(long degrees) {
    if (degrees < -273) {
      throw new IllegalArgumentException(degrees + " degrees are below absolute zero");
    }
    this.degrees = degrees;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Celsius that && degrees == that.degrees;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(degrees);
  }

  @Override
  public String toString() {
    return degrees + " degrees";
  }

  /** As a number. */
  public static final class AsNumber implements NumberConverter<Celsius> {
    @Override
    public DynamoNumber toNumber(Celsius value) {
      return DynamoNumber.of(value.degrees);
    }

    @Override
    public Celsius fromNumber(DynamoNumber number) {
      return new Celsius(number.longValueExact());
    }
  }

  /** As a map. */
  static final class AsMap implements AttributeConverter<Celsius> {
    @Override
    public AttributeValue toAttributeValue(Celsius value) {
      return AttributeValue.map(Map.of("celsius", AttributeValue.of(value.degrees)));
    }

    @Override
    public Celsius fromAttributeValue(AttributeValue value) {
      if (value instanceof AttributeValue.M map
          && map.values().get("celsius") instanceof AttributeValue.N number) {
        return new Celsius(number.value().longValueExact());
      }
      throw new IllegalArgumentException("a map with the number celsius is wanted");
    }
  }
}
