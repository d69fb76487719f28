package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record, or a sealed interface of records, that is stored in DynamoDB: as an item if it has a
 * {@link PartitionKey}, and as a map inside another one. It says nothing of a table: one record may
 * be stored in many.
 *
 * <p>The processor writes {@code OrderCodec} for {@code Order}, in its package, and {@code
 * Shop_OrderCodec} for {@code Shop.Order}; {@code OrderCodec.INSTANCE} is an {@link ItemCodec}, or
 * a {@link RecordCodec} where there is no partition key.
 *
 * <pre>{@code
 * @DynamoItem
 * public record Order(
 *     @PartitionKey String customer,
 *     @SortKey long number,
 *     BigDecimal total,
 *     Optional<String> note,
 *     List<Line> lines,
 *     @Version long version) {}
 * }</pre>
 *
 * <p>An attribute has its component's name unless {@link AttributeName} says otherwise. The records
 * of a sealed interface are told apart by a {@link Discriminator}, and need no annotation of their
 * own.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface DynamoItem {}
