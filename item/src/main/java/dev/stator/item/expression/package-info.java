/**
 * DynamoDB's expressions, built in Java or as a person types them, and their placeholders.
 *
 * <p>In Java, start with {@link dev.stator.item.expression.Attribute}: {@code
 * attribute("age").atLeast(21)}. For texts, {@code age >= 21 AND status = 'paid'}, start with
 * {@link dev.stator.item.expression.Expressions}.
 */
@NullMarked
package dev.stator.item.expression;

import org.jspecify.annotations.NullMarked;
