package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component is the partition key. Its type is one that DynamoDB stores as a string, a number or
 * binary; it is never absent and, as a string or binary, never empty.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface PartitionKey {}
