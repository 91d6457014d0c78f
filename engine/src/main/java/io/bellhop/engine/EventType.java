package io.bellhop.engine;

import io.bellhop.engine.schema.Schema;
import io.bellhop.engine.schema.Schemas;

/**
 * A type of event that a feature sends, for the documents.
 *
 * @param durable false for a signal
 */
public record EventType(
    String namespace, String type, String summary, Schema.Fields data, boolean durable) {

  public static EventType event(String namespace, String type, Class<?> data, String summary) {
    return new EventType(namespace, type, summary, Schemas.of(data), true);
  }

  public static EventType signal(String namespace, String type, Class<?> data, String summary) {
    return new EventType(namespace, type, summary, Schemas.of(data), false);
  }
}
