package io.bellhop.cel;

import dev.cel.common.values.NullValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as CEL knows them: whole numbers are 64 bits wide, null is a value. */
final class CelValues {
  private CelValues() {}

  static Object of(@Nullable Object json) {
    return switch (json) {
      case null -> NullValue.NULL_VALUE;
      case Integer number -> number.longValue();
      case Long number -> number;
      case Number number -> number.doubleValue();
      case Map<?, ?> map -> {
        Map<Object, Object> values = new HashMap<>();
        map.forEach((key, value) -> values.put(key, of(value)));
        yield values;
      }
      case List<?> list -> list.stream().map(CelValues::of).toList();
      default -> json;
    };
  }
}
