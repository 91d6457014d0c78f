package io.bellhop.docs;

import static io.bellhop.docs.Document.object;

import io.bellhop.engine.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas as JSON Schema 2020-12; records by reference to {@code components/schemas}. */
final class JsonSchema {
  private final TypeNames names;

  JsonSchema(TypeNames names) {
    this.names = names;
  }

  /** Every record's own schema, by name. */
  Map<String, Object> components() {
    Map<String, Object> components = new LinkedHashMap<>();
    names.types().forEach((name, record) -> components.put(name, record(record)));
    return components;
  }

  Map<String, Object> reference(Schema.Fields record) {
    return Document.reference("schemas", names.of(record));
  }

  Map<String, Object> of(Schema schema) {
    return switch (schema) {
      case Schema.Str text -> text(text);
      case Schema.Whole whole ->
          object("type", "integer", "minimum", whole.min(), "maximum", whole.max());
      case Schema.Decimal() -> object("type", "number");
      case Schema.Bool() -> object("type", "boolean");
      case Schema.Moment() -> object("type", "string", "format", "date-time");
      case Schema.Anything() -> object();
      case Schema.Choice choice -> object("type", "string", "enum", choice.words());
      case Schema.Items items -> items(items);
      case Schema.MapOf map -> object("type", "object", "additionalProperties", of(map.value()));
      case Schema.Fields record -> reference(record);
    };
  }

  private static Map<String, Object> text(Schema.Str text) {
    Map<String, Object> schema = object("type", "string");
    if (text.min() > 0) {
      schema.put("minLength", text.min());
    }
    if (text.max() >= 0) {
      schema.put("maxLength", text.max());
    }
    if (text.pattern() != null) {
      schema.put("pattern", "^(?:" + text.pattern() + ")$");
    }
    return schema;
  }

  private Map<String, Object> items(Schema.Items items) {
    Map<String, Object> schema = object("type", "array", "items", of(items.element()));
    if (items.max() >= 0) {
      schema.put("maxItems", items.max());
    }
    return schema;
  }

  private Map<String, Object> record(Schema.Fields record) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Schema.Field field : record.fields()) {
      properties.put(field.name(), of(field.schema()));
      if (field.required()) {
        required.add(field.name());
      }
    }
    Map<String, Object> schema = object("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }
}
