package io.bellhop.docs;

import io.bellhop.engine.EventType;
import io.bellhop.engine.Registry;
import io.bellhop.engine.schema.Schema;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The types of the protocol for the SDK, as one TypeScript file. */
final class TypeScript {
  private static final String HEAD =
      "// Generated from the server's registry of methods. Do not edit.\n";

  private final Registry registry;
  private final TypeNames names;
  private final StringBuilder out = new StringBuilder(HEAD);

  private TypeScript(Registry registry) {
    this.registry = registry;
    this.names = new TypeNames(registry);
  }

  static String of(Registry registry) {
    TypeScript file = new TypeScript(registry);
    file.types();
    file.methods();
    file.events();
    file.errors();
    file.closeCodes();
    file.reads();
    return file.out.toString();
  }

  private void types() {
    names.types().forEach(this::type);
  }

  private void type(String name, Schema.Fields record) {
    if (record.fields().isEmpty()) {
      out.append("\nexport type ").append(name).append(" = Record<string, never>;\n");
      return;
    }
    out.append("\nexport interface ").append(name).append(" {\n");
    for (Schema.Field field : record.fields()) {
      String mark = field.required() ? ": " : "?: ";
      out.append("  ")
          .append(member(field.name()))
          .append(mark)
          .append(type(field.schema()))
          .append(";\n");
    }
    out.append("}\n");
  }

  private void methods() {
    out.append("\nexport interface Methods {\n");
    registry
        .methods()
        .forEach(method ->
            out.append("  /** ")
                .append(method.summary())
                .append(" */\n")
                .append("  ")
                .append(member(method.name()))
                .append(": { params: ")
                .append(names.of(method.paramsSchema()))
                .append("; result: ")
                .append(names.of(method.resultsSchema()))
                .append(" };\n"));
    out.append("}\n\nexport type MethodName = keyof Methods;\n");
  }

  private void events() {
    SortedMap<String, List<EventType>> namespaces =
        registry.events().stream()
            .collect(
                Collectors.groupingBy(EventType::namespace, TreeMap::new, Collectors.toList()));
    out.append("\n/** What events carry, by namespace and type. */\nexport interface Events {\n");
    namespaces.forEach(this::namespace);
    out.append("}\n");
  }

  private void namespace(String name, List<EventType> events) {
    out.append("  ").append(member(name)).append(": {\n");
    for (EventType event : events) {
      out.append("    /** ").append(event.summary()).append(" */\n");
      out.append("    ")
          .append(member(event.type()))
          .append(": ")
          .append(names.of(event.data()))
          .append(";\n");
    }
    out.append("  };\n");
  }

  private void errors() {
    List<ErrorCode> codes = List.of(ErrorCode.values());
    out.append("\nexport type ErrorCode =\n");
    out.append(
        codes.stream()
            .map(code -> "  | " + quoted(code.wireName()))
            .collect(Collectors.joining("\n")));
    out.append(
        ";\n\nexport const errors: Record<ErrorCode, { number: number; retry: boolean }> = {\n");
    codes.forEach(code ->
        out.append("  ")
            .append(code.wireName())
            .append(": { number: ")
            .append(code.number())
            .append(", retry: ")
            .append(code.retryable())
            .append(" },\n"));
    out.append("};\n");
  }

  private void closeCodes() {
    List<CloseCode> codes = List.of(CloseCode.values());
    out.append("\nexport type CloseCode =\n");
    out.append(
        codes.stream()
            .map(code -> "  | " + quoted(code.wireName()))
            .collect(Collectors.joining("\n")));
    out.append(";\n\n/** What to do after a close. */\nexport type Reconnect = ")
        .append(union(Arrays.stream(CloseCode.Reconnect.values()).map(TypeScript::word).toList()))
        .append(";\n\n/** The number of a close, and what to do then. */\n")
        .append("export const closeCodes: Record<CloseCode, readonly [number, Reconnect]> = {\n");
    codes.forEach(code ->
        out.append("  ")
            .append(code.wireName())
            .append(": [")
            .append(code.number())
            .append(", ")
            .append(quoted(word(code.reconnect())))
            .append("],\n"));
    out.append("};\n");
  }

  /** Methods over HTTP and connections alike; the connection's own are the client's business. */
  private void reads() {
    out.append(
        "\n/** Methods that change nothing that lasts: repeated freely, without a key. */\n"
            + "export const reads: ReadonlySet<string> = new Set([\n");
    registry.methods().stream()
        .filter(method -> !method.changes() && !method.connected())
        .forEach(method -> out.append("  ").append(quoted(method.name())).append(",\n"));
    out.append("]);\n");
  }

  private String type(Schema schema) {
    return switch (schema) {
      case Schema.Str text -> "string";
      case Schema.Moment() -> "string";
      case Schema.Whole whole -> "number";
      case Schema.Decimal() -> "number";
      case Schema.Bool() -> "boolean";
      case Schema.Anything() -> "unknown";
      case Schema.Choice choice -> union(choice.words());
      case Schema.Items items -> list(items.element());
      case Schema.MapOf map -> "Record<string, " + type(map.value()) + ">";
      case Schema.Fields record -> names.of(record);
    };
  }

  private String list(Schema element) {
    String type = type(element);
    return element instanceof Schema.Choice ? "(" + type + ")[]" : type + "[]";
  }

  private static String union(List<String> words) {
    return words.stream().map(TypeScript::quoted).collect(Collectors.joining(" | "));
  }

  private static String word(CloseCode.Reconnect reconnect) {
    return switch (reconnect) {
      case NEVER -> "no";
      case FRESH_TOKEN -> "token";
      case BACKOFF -> "backoff";
      case AFTER -> "after";
    };
  }

  private static String member(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : quoted(name);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
