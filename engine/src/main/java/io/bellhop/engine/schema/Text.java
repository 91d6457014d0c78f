package io.bellhop.engine.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a string, in UTF-16 units; every string that comes from outside has them. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface Text {
  /** A name for people to read: no control characters, no blanks around it. */
  String NAME = "[^\\s\\p{Cc}](?:\\P{Cc}*[^\\s\\p{Cc}])?";

  int min() default 1;

  int max();

  /** A regular expression that the whole string matches; empty for any. */
  String pattern() default "";
}
