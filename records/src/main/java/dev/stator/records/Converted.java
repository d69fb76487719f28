package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The type is stored by a converter of yours. Stands at a component's type, at the type inside of a
 * collection, or once for all at the class that is converted:
 *
 * <pre>{@code
 * record Price(@Converted(with = MoneyText.class) Money now, List<@Converted(with = MoneyText.class) Money> past) {}
 *
 * @Converted(with = ColorText.class)
 * final class Color { ... }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.CLASS)
public @interface Converted {
  /**
   * A {@link StringConverter}, {@link NumberConverter} or {@link AttributeConverter} of the type,
   * with a constructor without parameters that the codec can reach. One instance serves all
   * threads.
   */
  Class<?> with();
}
