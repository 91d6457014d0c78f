package io.bellhop.engine.schema;

import io.bellhop.protocol.Json;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Derives schemas from records by reflection. Slow: call once, at start. */
public final class Schemas {
  /** The largest whole number that a JavaScript number holds exactly. */
  public static final long MAX_SAFE = (1L << 53) - 1;

  private Schemas() {}

  /**
   * The schema of a record.
   *
   * @throws IllegalArgumentException if a member has a type that has no place in JSON
   */
  public static Schema.Fields of(Class<?> record) {
    if (!record.isRecord()) {
      throw new IllegalArgumentException(record + " is no record");
    }
    List<Schema.Field> fields =
        Arrays.stream(record.getRecordComponents()).map(Schemas::field).toList();
    return new Schema.Fields(record.getSimpleName(), record, fields);
  }

  /**
   * The schema of a record that comes from outside, where everything must be bounded.
   *
   * @throws IllegalArgumentException if a string or list has no bounds
   */
  public static Schema.Fields ofParams(Class<?> record) {
    Schema.Fields schema = of(record);
    schema.fields().forEach(field -> demandBounds(record, field.name(), field.schema()));
    return schema;
  }

  private static Schema.Field field(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Schema.Field(
        component.getName(),
        schema(type, component),
        !type.isAnnotationPresent(Nullable.class),
        accessor);
  }

  private static Schema schema(AnnotatedType annotated, AnnotatedElement marks) {
    Type type = annotated.getType();
    if (type instanceof ParameterizedType parameterized) {
      return container(parameterized, (AnnotatedParameterizedType) annotated, marks);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return text(annotated, marks);
    }
    if (plain == int.class
        || plain == Integer.class
        || plain == long.class
        || plain == Long.class) {
      return whole(marks.getAnnotation(Range.class));
    }
    if (plain.isEnum()) {
      return new Schema.Choice(
          plain.getSimpleName(),
          Arrays.stream(plain.getEnumConstants())
              .map(word -> word.toString().toLowerCase(Locale.ROOT))
              .toList());
    }
    return plain.isRecord() && plain != Json.class ? of(plain) : simple(plain);
  }

  private static Schema simple(Class<?> type) {
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> new Schema.Bool();
      case "double", "java.lang.Double" -> new Schema.Decimal();
      default -> {
        if (type == Instant.class) {
          yield new Schema.Moment();
        }
        if (type == Json.class) {
          yield new Schema.Anything();
        }
        throw new IllegalArgumentException(type + " has no place in JSON");
      }
    };
  }

  private static Schema container(
      ParameterizedType type, AnnotatedParameterizedType annotated, AnnotatedElement marks) {
    AnnotatedType[] arguments = annotated.getAnnotatedActualTypeArguments();
    if (type.getRawType() == List.class) {
      Size size = marks.getAnnotation(Size.class);
      return new Schema.Items(schema(arguments[0], arguments[0]), size == null ? -1 : size.max());
    }
    if (type.getRawType() == Map.class) {
      return new Schema.MapOf(schema(arguments[1], arguments[1]));
    }
    throw new IllegalArgumentException(type + " has no place in JSON");
  }

  private static Schema text(AnnotatedType annotated, AnnotatedElement marks) {
    Text own = annotated.getAnnotation(Text.class);
    Text text = own == null ? marks.getAnnotation(Text.class) : own;
    if (text == null) {
      return new Schema.Str(0, -1, null);
    }
    Pattern pattern = text.pattern().isEmpty() ? null : Pattern.compile(text.pattern());
    return new Schema.Str(text.min(), text.max(), pattern);
  }

  private static Schema whole(@Nullable Range range) {
    return range == null
        ? new Schema.Whole(-MAX_SAFE, MAX_SAFE)
        : new Schema.Whole(range.min(), Math.min(range.max(), MAX_SAFE));
  }

  private static void demandBounds(Class<?> record, String name, Schema schema) {
    boolean bounded =
        switch (schema) {
          case Schema.Str text -> text.max() >= 0;
          case Schema.Items items -> items.max() >= 0;
          default -> true;
        };
    if (!bounded) {
      throw new IllegalArgumentException(record.getSimpleName() + "." + name + " has no bounds");
    }
    switch (schema) {
      case Schema.Items items -> demandBounds(record, name, items.element());
      case Schema.MapOf map -> demandBounds(record, name, map.value());
      case Schema.Fields fields ->
          fields.fields().forEach(f -> demandBounds(fields.type(), f.name(), f.schema()));
      default -> {}
    }
  }
}
