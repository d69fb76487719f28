package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * DynamoDB may delete the item after this time (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">TTL</a>). The
 * component is an {@link java.time.Instant}, a {@code Long} or {@code long}, or an {@code Optional}
 * of one of the first two; it is stored as a number of seconds since 1970. What an {@code Instant}
 * has below a second is dropped.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface TimeToLive {}
