/**
 * Java records and sealed interfaces as DynamoDB items. Annotations say which component is what;
 * the annotation processor (artifact {@code stator-records-processor}) writes a codec for each at
 * compile time, {@code OrderCodec} for {@code Order}, and nothing is reflected upon at run time.
 */
@NullMarked
package dev.stator.records;

import org.jspecify.annotations.NullMarked;
