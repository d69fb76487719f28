/**
 * The annotation processor that writes a codec for each {@link dev.stator.records.DynamoItem}. Its
 * one entry point is {@link CodecGenerator}, which compilers find by themselves.
 *
 * <p>Elements become a model, every mistake being reported on the way ({@link RecordReader}, {@link
 * SealedReader}); a model becomes source ({@link RecordCodecSource}, {@link SealedCodecSource}).
 * Types are read by {@link ValueTypes} and written by {@link ValueCode}: to support one more scalar
 * type is a line in {@link ScalarTypes}.
 */
@NullMarked
package dev.stator.records.processor;

import org.jspecify.annotations.NullMarked;
