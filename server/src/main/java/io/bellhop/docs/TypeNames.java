package io.bellhop.docs;

import io.bellhop.engine.EventType;
import io.bellhop.engine.Method;
import io.bellhop.engine.Registry;
import io.bellhop.engine.schema.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A name for each record that the protocol carries. What only one method takes or gives is named
 * after it ({@code ChatSendParams}), what several share keeps its record's name; where two records
 * have the same name, the later one is named after where it is used too.
 */
final class TypeNames {
  private final Map<Class<?>, String> names = new LinkedHashMap<>();
  private final SortedMap<String, Schema.Fields> types = new TreeMap<>();
  private final Map<Class<?>, Integer> uses = new HashMap<>();

  TypeNames(Registry registry) {
    registry.methods().forEach(this::count);
    registry.methods().forEach(this::name);
    registry.events().forEach(this::name);
  }

  private void count(Method<?, ?> method) {
    uses.merge(method.params(), 1, Integer::sum);
    uses.merge(method.results(), 1, Integer::sum);
  }

  private void name(Method<?, ?> method) {
    String prefix = capitals(method.name());
    name(method.paramsSchema(), prefix, prefix + "Params");
    name(method.resultsSchema(), prefix, prefix + "Result");
  }

  private void name(EventType event) {
    String prefix = capitals(event.namespace() + "." + event.type());
    name(event.data(), prefix, prefix);
  }

  private void name(Schema.Fields record, String prefix, String own) {
    boolean shared = uses.getOrDefault(record.type(), 0) > 1;
    put(record, shared ? record.name() : own, prefix);
    record.fields().forEach(field -> nested(field.schema(), prefix));
  }

  private void nested(Schema schema, String prefix) {
    switch (schema) {
      case Schema.Fields fields -> {
        put(fields, fields.name(), prefix);
        fields.fields().forEach(field -> nested(field.schema(), prefix));
      }
      case Schema.Items items -> nested(items.element(), prefix);
      case Schema.MapOf map -> nested(map.value(), prefix);
      default -> {}
    }
  }

  private void put(Schema.Fields record, String wanted, String prefix) {
    if (names.containsKey(record.type())) {
      return;
    }
    String name = wanted;
    for (int i = 2; types.containsKey(name); i++) {
      name = i == 2 ? prefix + wanted : prefix + wanted + i;
    }
    names.put(record.type(), name);
    types.put(name, record);
  }

  /** The records by name. */
  SortedMap<String, Schema.Fields> types() {
    return types;
  }

  String of(Schema.Fields record) {
    String name = names.get(record.type());
    if (name == null) {
      throw new IllegalArgumentException(record.type() + " is not in the registry");
    }
    return name;
  }

  /** {@code chat.send} as {@code ChatSend}. */
  static String capitals(String name) {
    StringBuilder text = new StringBuilder();
    boolean begins = true;
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      boolean part = Character.isLetterOrDigit(character);
      if (part) {
        text.append(begins ? Character.toUpperCase(character) : character);
      }
      begins = !part;
    }
    return text.toString();
  }
}
