package io.bellhop.docs;

import static io.bellhop.docs.Document.object;
import static io.bellhop.docs.Document.reference;

import io.bellhop.engine.Method;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Role;
import io.bellhop.protocol.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The HTTP API as OpenAPI 3.1: one path for each method that needs no connection. */
final class OpenApi {
  private static final String ABOUT =
      "Every method of the protocol that needs no connection. Errors are RFC 9457 problems.";

  private final Registry registry;
  private final JsonSchema schemas;

  private OpenApi(Registry registry) {
    this.registry = registry;
    this.schemas = new JsonSchema(new TypeNames(registry));
  }

  static Map<String, Object> of(Registry registry) {
    OpenApi api = new OpenApi(registry);
    return object(
        "openapi", "3.1.0",
        "info", Document.info(ABOUT),
        "jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema",
        "servers", List.of(object("url", "/")),
        "security", List.of(object("bearer", List.of())),
        "paths", api.paths(),
        "components", api.components());
  }

  private Map<String, Object> paths() {
    Map<String, Object> paths = new LinkedHashMap<>();
    registry.methods().stream()
        .filter(method -> !method.connected())
        .forEach(method -> paths.put("/api/" + method.name(), object("post", operation(method))));
    return paths;
  }

  private Map<String, Object> operation(Method<?, ?> method) {
    boolean open = method.roles().contains(Role.ANONYMOUS);
    Map<String, Object> operation =
        object(
            "operationId", method.name(),
            "summary", method.summary(),
            "tags", List.of(feature(method.name())));
    if (open) {
      operation.put("security", List.of());
    } else {
      operation.put("x-roles", roles(method));
    }
    if (method.changes()) {
      operation.put("parameters", List.of(reference("parameters", "IdempotencyKey")));
    }
    operation.put(
        "requestBody",
        object("required", true, "content", json(schemas.reference(method.paramsSchema()))));
    operation.put("responses", responses(method, open));
    return operation;
  }

  private Map<String, Object> responses(Method<?, ?> method, boolean open) {
    Map<String, Object> responses =
        object(
            "200",
            object(
                "description",
                method.changes() ? "Done and committed." : "The answer.",
                "content",
                json(schemas.reference(method.resultsSchema()))));
    responses.put("400", reference("responses", "Problem"));
    if (!open) {
      responses.put("401", reference("responses", "Problem"));
      responses.put("403", reference("responses", "Problem"));
    }
    responses.put("429", reference("responses", "Problem"));
    responses.put("default", reference("responses", "Problem"));
    return responses;
  }

  private Map<String, Object> components() {
    Map<String, Object> types = schemas.components();
    types.put("Problem", problem());
    return object(
        "schemas", types,
        "parameters", object("IdempotencyKey", idempotencyKey()),
        "responses",
            object(
                "Problem",
                object(
                    "description",
                    "What went wrong, and whether to try again.",
                    "content",
                    object(
                        "application/problem+json",
                        object("schema", reference("schemas", "Problem"))))),
        "securitySchemes",
            object(
                "bearer",
                object(
                    "type", "http",
                    "scheme", "bearer",
                    "description", "A token (JWT), or an API key (bhk_…).")));
  }

  private static Map<String, Object> idempotencyKey() {
    return object(
        "name", "Idempotency-Key",
        "in", "header",
        "required", false,
        "description", "A repeat with the same key gets the first answer and changes nothing.",
        "schema", object("type", "string", "pattern", "^[A-Za-z0-9._~-]{1,64}$"));
  }

  private static Map<String, Object> problem() {
    List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList();
    return object(
        "type", "object",
        "properties",
            object(
                "type", object("type", "string", "format", "uri-reference"),
                "title", object("type", "string"),
                "status", object("type", "integer"),
                "detail", object("type", "string"),
                "code", object("type", "string", "enum", codes),
                "retry", object("type", "boolean"),
                "after", object("type", "integer", "description", "Milliseconds to wait."),
                "field", object("type", "string", "description", "The parameter at fault.")),
        "required", List.of("type", "title", "status", "code", "retry"));
  }

  private static Map<String, Object> json(Map<String, Object> schema) {
    return object("application/json", object("schema", schema));
  }

  static List<String> roles(Method<?, ?> method) {
    return method.roles().stream().sorted().map(Role::wireName).toList();
  }

  static String feature(String method) {
    int dot = method.indexOf('.');
    return dot < 0 ? "kernel" : method.substring(0, dot);
  }
}
