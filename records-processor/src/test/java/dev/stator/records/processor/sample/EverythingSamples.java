package dev.stator.records.processor.sample;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records with values by chance: the same for the same seed. */
public final class EverythingSamples {
  private static final String[] TEXTS = {
    "", "plain", "with \"quotes\" \\ and \n\t\u0001", "é", "日本", "🎈 balloon", "a".repeat(300)
  };

  private static final List<Color> COLORS = List.of(Color.values());

  private final Random random;
  private final double absent;

  /**
   * @param absent how many of the values that may be absent are
   */
  public EverythingSamples(long seed, double absent) {
    random = new Random(seed);
    this.absent = absent;
  }

  /** One more record. */
  public Everything next() {
    Instant instant = instant();
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(64_800 * 2) - 64_800);
    LocalDateTime dateTime = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    ZoneId zone = ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "UTC");
    return new Everything(
        "key" + text(),
        random.nextLong(),
        random.nextInt(),
        (short) random.nextInt(),
        (byte) random.nextInt(),
        random.nextInt(1_000_000) / 8f,
        random.nextGaussian() * 1e10,
        random.nextBoolean(),
        'é',
        maybe(random::nextLong),
        maybe(random::nextInt),
        maybe(() -> (short) random.nextInt()),
        maybe(() -> (byte) random.nextInt()),
        maybe(random::nextFloat),
        maybe(random::nextDouble),
        maybe(random::nextBoolean),
        maybe(() -> (char) ('a' + random.nextInt(26))),
        maybe(this::decimal),
        maybe(() -> new BigInteger(110, random)),
        maybe(() -> DynamoNumber.of(decimal())),
        maybe(this::binary),
        maybe(this::uuid),
        maybe(this::color),
        maybe(() -> instant),
        maybe(dateTime::toLocalDate),
        maybe(() -> LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L)),
        maybe(() -> dateTime),
        maybe(() -> OffsetDateTime.ofInstant(instant, offset)),
        maybe(() -> OffsetTime.of(dateTime.toLocalTime(), offset)),
        maybe(() -> ZonedDateTime.ofInstant(instant, zone)),
        maybe(() -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000))),
        maybe(() -> Period.of(random.nextInt(9), random.nextInt(99), random.nextInt(99) - 50)),
        maybe(() -> Year.of(random.nextInt(4000) - 1000)),
        maybe(() -> YearMonth.from(dateTime)),
        maybe(() -> MonthDay.of(1 + random.nextInt(12), 1 + random.nextInt(28))),
        maybe(() -> zone),
        maybe(() -> offset),
        Optional.ofNullable(maybe(this::text)),
        Optional.ofNullable(maybe(random::nextInt)),
        Optional.ofNullable(maybe(() -> list(this::text))),
        maybe(() -> list(this::text)),
        maybe(() -> Arrays.asList(1, null, random.nextInt())),
        maybe(() -> list(() -> list(this::color))),
        set(this::text),
        set(random::nextInt),
        set(this::decimal),
        set(this::binary),
        set(this::color),
        set(this::uuid),
        maybe(() -> map(random::nextLong)),
        maybe(() -> map(() -> list(this::point))),
        maybe(() -> map(() -> Set.of("never empty", "a" + random.nextInt()))),
        maybe(this::point),
        maybe(() -> list(this::point)),
        maybe(() -> figure(3)),
        maybe(() -> list(() -> figure(2))),
        maybe(this::attributeValue),
        maybe(() -> list(this::attributeValue)),
        maybe(() -> Item.builder().put("a", attributeValue()).build()),
        maybe(() -> new Named<>(text(), point(), list(this::point))),
        maybe(() -> new Named<>(text(), random.nextInt(), list(random::nextInt))),
        maybe(() -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))),
        maybe(() -> list(() -> Instant.ofEpochMilli(random.nextInt()))),
        maybe(this::celsius),
        set(this::celsius),
        maybe(this::celsius),
        maybe(this::text),
        maybe(this::text),
        maybe(random::nextLong),
        maybe(random::nextLong),
        maybe(random::nextLong));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextDouble() < absent ? null : value.get();
  }

  private <T> List<T> list(Supplier<T> member) {
    List<T> members = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.add(member.get());
    }
    return members;
  }

  private <T> Set<T> set(Supplier<T> member) {
    Set<T> members = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.add(member.get());
    }
    return members;
  }

  private <T> Map<String, T> map(Supplier<T> member) {
    Map<String, T> members = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.put(text() + i, member.get());
    }
    return members;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  /** With the scale that it is read with again: DynamoDB keeps none. */
  private BigDecimal decimal() {
    BigDecimal decimal =
        new BigDecimal(new BigInteger(10 + random.nextInt(100), random), random.nextInt(40) - 10);
    return DynamoNumber.of(decimal).bigDecimal();
  }

  private Binary binary() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return Binary.of(bytes);
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Color color() {
    return COLORS.get(random.nextInt(3));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(
        random.nextInt() * (random.nextInt(20) == 0 ? 1000L : 1L),
        random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
  }

  private Point point() {
    return new Point(random.nextInt(), random.nextInt());
  }

  private Celsius celsius() {
    return new Celsius(random.nextInt(1000) - 273L);
  }

  private Figure figure(int depth) {
    int kind = random.nextInt(depth > 0 ? 3 : 2);
    if (kind == 0) {
      return new Figure.Circle(point(), random.nextInt(100) / 4.0);
    } else if (kind == 1) {
      return new Figure.Polygon(list(this::point));
    }
    return new Figure.Combined.Group(
        list(() -> figure(depth - 1)), Optional.ofNullable(maybe(() -> figure(depth - 1))));
  }

  private AttributeValue attributeValue() {
    return switch (random.nextInt(5)) {
      case 0 -> AttributeValue.ofNull();
      case 1 -> AttributeValue.of(text());
      case 2 -> AttributeValue.of(decimal());
      case 3 -> AttributeValue.stringSet("a", "b");
      default -> AttributeValue.map(Map.of(text(), AttributeValue.of(binary())));
    };
  }
}
