package io.bellhop.engine.schema;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a value, derived once from a record ({@link Schemas#of}). The same schema checks
 * what comes in ({@link Check}) and is printed as OpenAPI, OpenRPC and TypeScript.
 */
public sealed interface Schema {

  /** A string; {@code max} is -1 where a result's length is not bounded here. */
  record Str(int min, int max, @Nullable Pattern pattern) implements Schema {}

  /** A whole number; at most 2^53-1 where it must survive JavaScript. */
  record Whole(long min, long max) implements Schema {}

  record Decimal() implements Schema {}

  record Bool() implements Schema {}

  /** An instant as ISO 8601 in UTC. */
  record Moment() implements Schema {}

  /** Any JSON value. */
  record Anything() implements Schema {}

  /** One of a few words. */
  record Choice(String name, List<String> words) implements Schema {}

  /** A list; {@code max} is -1 where a result's length is not bounded here. */
  record Items(Schema element, int max) implements Schema {}

  /** A map from strings. */
  record MapOf(Schema value) implements Schema {}

  /** A record. */
  record Fields(String name, Class<?> type, List<Field> fields) implements Schema {}

  /** A member of a record; one that is not required may be left out. */
  record Field(String name, Schema schema, boolean required, java.lang.reflect.Method accessor) {}
}
