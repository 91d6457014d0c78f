package io.bellhop.engine.schema;

import io.bellhop.protocol.BellhopException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a value that was read from JSON against its schema. */
public final class Check {
  private Check() {}

  /**
   * Passes if the value keeps all bounds.
   *
   * @throws BellhopException {@code invalid_params} naming the first member at fault
   */
  public static void params(Schema.Fields schema, Object value) {
    fields("", schema, value);
  }

  private static void fields(String path, Schema.Fields schema, Object value) {
    for (Schema.Field field : schema.fields()) {
      String name = path.isEmpty() ? field.name() : path + "." + field.name();
      Object member = member(field, value);
      if (member != null) {
        value(name, field.schema(), member);
      } else if (field.required()) {
        throw BellhopException.invalid(name, name + " is missing");
      }
    }
  }

  private static @Nullable Object member(Schema.Field field, Object record) {
    try {
      return field.accessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void value(String name, Schema schema, Object value) {
    switch (schema) {
      case Schema.Str text -> text(name, text, (String) value);
      case Schema.Whole whole -> whole(name, whole, ((Number) value).longValue());
      case Schema.Items items -> items(name, items, (List<?>) value);
      case Schema.MapOf map ->
          ((Map<?, ?>) value)
              .forEach((key, v) -> value(name + "." + key, map.value(), present(name, v)));
      case Schema.Fields fields -> fields(name, fields, value);
      case Schema.Decimal() -> {}
      case Schema.Bool() -> {}
      case Schema.Moment() -> moment(name, (Instant) value);
      case Schema.Anything() -> {}
      case Schema.Choice choice -> {}
    }
  }

  /** Whether it is Unicode that every store keeps: no U+0000, no half of a surrogate pair. */
  public static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (unit == 0 || Character.isSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }

  private static void text(String name, Schema.Str schema, String text) {
    if (!isText(text)) {
      throw BellhopException.invalid(name, name + " must be Unicode text without U+0000");
    }
    if (text.length() < schema.min() || (schema.max() >= 0 && text.length() > schema.max())) {
      throw BellhopException.invalid(
          name, name + " must have " + schema.min() + " to " + schema.max() + " characters");
    }
    if (schema.pattern() != null && !schema.pattern().matcher(text).matches()) {
      throw BellhopException.invalid(name, name + " must match " + schema.pattern());
    }
  }

  /** Times are kept and told in milliseconds. */
  private static void moment(String name, Instant value) {
    try {
      var _ = value.toEpochMilli();
    } catch (ArithmeticException e) {
      throw BellhopException.invalid(name, name + " is a time too far away");
    }
  }

  private static void whole(String name, Schema.Whole schema, long number) {
    if (number < schema.min() || number > schema.max()) {
      throw BellhopException.invalid(
          name, name + " must be from " + schema.min() + " to " + schema.max());
    }
  }

  private static void items(String name, Schema.Items schema, List<?> list) {
    if (schema.max() >= 0 && list.size() > schema.max()) {
      throw BellhopException.invalid(name, name + " must have at most " + schema.max() + " items");
    }
    for (int i = 0; i < list.size(); i++) {
      value(name + "[" + i + "]", schema.element(), present(name, list.get(i)));
    }
  }

  private static Object present(String name, @Nullable Object value) {
    if (value == null) {
      throw BellhopException.invalid(name, name + " must not hold null");
    }
    return value;
  }
}
