package io.bellhop.docs;

import static io.bellhop.docs.Document.object;
import static io.bellhop.docs.Document.reference;

import io.bellhop.engine.Method;
import io.bellhop.engine.Registry;
import io.bellhop.engine.schema.Schema;
import io.bellhop.protocol.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All methods as OpenRPC 1.3. */
final class OpenRpc {
  private final JsonSchema schemas;

  private OpenRpc(Registry registry) {
    this.schemas = new JsonSchema(new TypeNames(registry));
  }

  static Map<String, Object> of(Registry registry) {
    OpenRpc document = new OpenRpc(registry);
    return object(
        "openrpc", "1.3.2",
        "info", Document.info("JSON-RPC 2.0 over a WebSocket, SSE and POST, or plain POST /rpc."),
        "servers", List.of(object("name", "here", "url", "/rpc")),
        "methods", registry.methods().stream().map(document::method).toList(),
        "components", object("schemas", document.schemas.components(), "errors", errors()));
  }

  private Map<String, Object> method(Method<?, ?> method) {
    return object(
        "name", method.name(),
        "summary", method.summary(),
        "tags", List.of(object("name", OpenApi.feature(method.name()))),
        "paramStructure", "by-name",
        "params", method.paramsSchema().fields().stream().map(this::parameter).toList(),
        "result", object("name", "result", "schema", schemas.reference(method.resultsSchema())),
        "errors",
            Arrays.stream(ErrorCode.values())
                .map(code -> reference("errors", code.wireName()))
                .toList(),
        "x-roles", OpenApi.roles(method),
        "x-changes", method.changes(),
        "x-connected", method.connected());
  }

  private Map<String, Object> parameter(Schema.Field field) {
    return object(
        "name", field.name(),
        "required", field.required(),
        "schema", schemas.of(field.schema()));
  }

  private static Map<String, Object> errors() {
    Map<String, Object> errors = new LinkedHashMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      errors.put(
          code.wireName(),
          object(
              "code", code.number(),
              "message", code.meaning(),
              "data", object("code", code.wireName(), "retry", code.retryable())));
    }
    return errors;
  }
}
