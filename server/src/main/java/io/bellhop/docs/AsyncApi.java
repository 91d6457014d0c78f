package io.bellhop.docs;

import static io.bellhop.docs.Document.object;
import static io.bellhop.docs.Document.reference;

import io.bellhop.engine.EventType;
import io.bellhop.engine.Registry;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connection as AsyncAPI 3.0: what goes up and down {@code /ws}, and every type of event. */
final class AsyncApi {
  private static final List<String> DOWN =
      List.of("result", "error", "events", "synced", "unsubscribed", "ping", "disconnect");

  private final Registry registry;
  private final JsonSchema schemas;
  private final Map<String, Object> types;

  private AsyncApi(Registry registry) {
    this.registry = registry;
    this.schemas = new JsonSchema(new TypeNames(registry));
    this.types = schemas.components();
  }

  static Map<String, Object> of(Registry registry) {
    AsyncApi api = new AsyncApi(registry);
    Map<String, Object> messages = api.messages();
    return object(
        "asyncapi", "3.0.0",
        "info", Document.info("One WebSocket with the sub-protocol bellhop.v1; text frames."),
        "defaultContentType", "application/json",
        "channels", object("connection", connection(messages)),
        "operations", operations(),
        "components", object("messages", messages, "schemas", api.types));
  }

  private static Map<String, Object> connection(Map<String, Object> messages) {
    Map<String, Object> references = new LinkedHashMap<>();
    messages.keySet().forEach(name -> references.put(name, reference("messages", name)));
    return object(
        "address",
        "/ws",
        "messages",
        references,
        "bindings",
        object("ws", object("method", "GET")));
  }

  private static Map<String, Object> operations() {
    return object("up", operation("receive", List.of("request")), "down", operation("send", DOWN));
  }

  private static Map<String, Object> operation(String action, List<String> messages) {
    return object(
        "action", action,
        "channel", object("$ref", "#/channels/connection"),
        "messages",
            messages.stream()
                .map(name -> object("$ref", "#/channels/connection/messages/" + name))
                .toList());
  }

  private Map<String, Object> messages() {
    Map<String, Object> text = object("type", "string");
    Map<String, Object> channel = object("type", "string");
    Map<String, Object> offset = object("type", "integer", "minimum", 0);
    Map<String, Object> id = object("type", List.of("string", "integer"));
    return object(
        "request",
        message(
            "A call of a method; without id it is carried out and never answered.",
            record(
                List.of("jsonrpc", "method"),
                "jsonrpc",
                version(),
                "id",
                id,
                "method",
                object("type", "string", "enum", methodNames()),
                "params",
                object("type", "object"),
                "key",
                object("type", "string", "pattern", "^[A-Za-z0-9._~-]{1,64}$"))),
        "result",
        message(
            "The answer to a request.",
            record(
                List.of("jsonrpc", "id", "result"),
                "jsonrpc",
                version(),
                "id",
                id,
                "result",
                object("type", "object"))),
        "error",
        message(
            "The failure of a request.",
            record(List.of("jsonrpc", "error"), "jsonrpc", version(), "id", id, "error", error())),
        "events",
        notification(
            "events", "Events of one channel, in order.", "channel", channel, "events", events()),
        "synced",
        notification("synced", "The replay is complete.", "channel", channel, "offset", offset),
        "unsubscribed",
        notification(
            "unsubscribed",
            "The right to the channel was lost.",
            "channel",
            channel,
            "code",
            codes(),
            "message",
            text),
        "ping",
        notification("ping", "The client answers by calling ping."),
        "disconnect",
        notification(
            "disconnect",
            "The last message before the server closes.",
            "code",
            closeCodes(),
            "message",
            text,
            "retry",
            object("type", "boolean"),
            "after",
            object("type", "integer", "minimum", 0)));
  }

  /** An event's envelope for each type, and any other for namespaces that clients publish in. */
  private Map<String, Object> events() {
    List<Object> kinds = new ArrayList<>();
    for (EventType event : registry.events()) {
      String name = TypeNames.capitals(event.namespace() + "." + event.type()) + "Event";
      types.put(name, envelope(event));
      kinds.add(reference("schemas", name));
    }
    types.put(
        "OtherEvent", envelope(object("type", "string"), object(), List.of("type", "data", "at")));
    kinds.add(reference("schemas", "OtherEvent"));
    return object("type", "array", "items", object("anyOf", kinds));
  }

  private Map<String, Object> envelope(EventType event) {
    List<String> required =
        event.durable() ? List.of("offset", "type", "data", "at") : List.of("type", "data", "at");
    Map<String, Object> schema =
        envelope(object("const", event.type()), schemas.reference(event.data()), required);
    schema.put("description", event.summary() + " In channels " + event.namespace() + ":…");
    return schema;
  }

  private static Map<String, Object> envelope(
      Map<String, Object> type, Map<String, Object> data, List<String> required) {
    return record(
        required,
        "offset",
        object("type", "integer", "minimum", 1),
        "type",
        type,
        "data",
        data,
        "at",
        object("type", "string", "format", "date-time"),
        "actor",
        object("type", "string"));
  }

  private static Map<String, Object> error() {
    return record(
        List.of("code", "message", "data"),
        "code",
        object("type", "integer"),
        "message",
        object("type", "string"),
        "data",
        record(
            List.of("code", "retry"),
            "code",
            codes(),
            "retry",
            object("type", "boolean"),
            "after",
            object("type", "integer", "minimum", 0),
            "field",
            object("type", "string")));
  }

  private List<String> methodNames() {
    return registry.methods().stream().map(io.bellhop.engine.Method::name).toList();
  }

  private static Map<String, Object> notification(String name, String summary, Object... params) {
    Map<String, Object> members = object(params);
    List<String> required = members.keySet().stream().filter(key -> !key.equals("after")).toList();
    return message(
        summary,
        record(
            List.of("jsonrpc", "method", "params"),
            "jsonrpc",
            version(),
            "method",
            object("const", name),
            "params",
            record(required, params)));
  }

  private static Map<String, Object> message(String summary, Map<String, Object> payload) {
    return object("summary", summary, "payload", payload);
  }

  private static Map<String, Object> record(List<String> required, Object... properties) {
    return object("type", "object", "properties", object(properties), "required", required);
  }

  private static Map<String, Object> version() {
    return object("const", "2.0");
  }

  private static Map<String, Object> codes() {
    return object(
        "type",
        "string",
        "enum",
        Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList());
  }

  private static Map<String, Object> closeCodes() {
    return object(
        "type",
        "string",
        "enum",
        Arrays.stream(CloseCode.values()).map(CloseCode::wireName).toList());
  }
}
