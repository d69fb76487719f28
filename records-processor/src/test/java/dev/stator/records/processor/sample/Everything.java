package dev.stator.records.processor.sample;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.records.AttributeName;
import dev.stator.records.Converted;
import dev.stator.records.DynamoItem;
import dev.stator.records.PartitionKey;
import dev.stator.records.SortKey;
import dev.stator.records.SortableInstant;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every type that is stored; arrays aside, whose equality is not theirs. */
@DynamoItem
public record Everything(
    @PartitionKey String string,
    @SortKey long aLong,
    int anInt,
    short aShort,
    byte aByte,
    float aFloat,
    double aDouble,
    boolean aBoolean,
    char aChar,
    @Nullable Long boxedLong,
    @Nullable Integer boxedInteger,
    @Nullable Short boxedShort,
    @Nullable Byte boxedByte,
    @Nullable Float boxedFloat,
    @Nullable Double boxedDouble,
    @Nullable Boolean boxedBoolean,
    @Nullable Character boxedCharacter,
    @Nullable BigDecimal bigDecimal,
    @Nullable BigInteger bigInteger,
    @Nullable DynamoNumber dynamoNumber,
    @Nullable Binary binary,
    @Nullable UUID uuid,
    @Nullable Color color,
    @Nullable Instant instant,
    @Nullable LocalDate localDate,
    @Nullable LocalTime localTime,
    @Nullable LocalDateTime localDateTime,
    @Nullable OffsetDateTime offsetDateTime,
    @Nullable OffsetTime offsetTime,
    @Nullable ZonedDateTime zonedDateTime,
    @Nullable Duration duration,
    @Nullable Period period,
    @Nullable Year year,
    @Nullable YearMonth yearMonth,
    @Nullable MonthDay monthDay,
    @Nullable ZoneId zoneId,
    @Nullable ZoneOffset zoneOffset,
    Optional<String> optionalString,
    Optional<Integer> optionalInteger,
    Optional<List<String>> optionalList,
    @Nullable List<String> strings,
    @Nullable List<@Nullable Integer> integers,
    @Nullable List<List<Color>> nestedLists,
    Set<String> stringSet,
    Set<Integer> integerSet,
    Set<BigDecimal> decimalSet,
    Set<Binary> binarySet,
    Set<Color> colorSet,
    Set<UUID> uuidSet,
    @Nullable Map<String, Long> longs,
    @Nullable Map<String, List<Point>> pointLists,
    @Nullable Map<String, Set<String>> setsByName,
    @Nullable Point point,
    @Nullable List<Point> points,
    @Nullable Figure figure,
    @Nullable List<Figure> figures,
    @Nullable AttributeValue attributeValue,
    @Nullable List<AttributeValue> attributeValues,
    @Nullable Item item,
    @Nullable Named<Point> namedPoint,
    @Nullable Named<Integer> namedInteger,
    @Nullable @Converted(with = SortableInstant.class) Instant sortable,
    @Nullable List<@Converted(with = SortableInstant.class) Instant> sortables,
    @Nullable Celsius celsius,
    Set<Celsius> celsiusSet,
    @Nullable @Converted(with = Celsius.AsMap.class) Celsius celsiusMap,
    @AttributeName("käse \"brot\"\\\n") @Nullable String oddName,
    @AttributeName("日本") @Nullable String farName,
    @Nullable Long value,
    @Nullable Long in,
    @Nullable Long out) {}
