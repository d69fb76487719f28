/**
 * DynamoDB's expressions, as a person types them: {@code age >= 21 AND status = 'paid'} becomes the
 * text, the names and the values that a request has.
 *
 * <p>Start with {@link dev.stator.item.expression.Expressions}.
 */
@NullMarked
package dev.stator.item.expression;

import org.jspecify.annotations.NullMarked;
