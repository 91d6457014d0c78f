package io.bellhop.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("SameNameButDifferent")
class DocumentTest {
  /** What only one method has. */
  record Send(
      @Text(max = 96) String room,
      @Nullable @Text(min = 0, max = 10, pattern = "[a-z]*") String tag) {}

  /** What two methods share. */
  record Sent(long offset, Instant at, From from) {}

  /** Nested. */
  record From(String id, Mood mood) {}

  enum Mood {
    GOOD,
    BAD
  }

  static final class Other {
    /** Another record of the same name. */
    record From(boolean it) {}

    record Page(
        @Range(min = 1, max = 200) int limit,
        @Size(max = 5) List<@Text(max = 3) String> words,
        @Nullable Json data,
        Map<String, Integer> counts,
        From from,
        double ratio) {}
  }

  private static final Registry REGISTRY =
      new Registry(
          List.of(
              new Feature() {
                @Override
                public List<Method<?, ?>> methods() {
                  return List.of(
                      Method.named("chat.send", Send.class, Sent.class)
                          .summary("Sends.")
                          .changes()
                          .does(
                              (call, params) -> new Sent(1, call.now(), new From("a", Mood.GOOD))),
                      Method.named("chat.list", Other.Page.class, Sent.class)
                          .summary("Lists.")
                          .by(Role.ANYONE)
                          .does((call, params) -> new Sent(1, call.now(), new From("a", Mood.BAD))),
                      Method.named("ping", Method.None.class, Method.None.class)
                          .summary("Pings.")
                          .connected()
                          .does((call, params) -> params));
                }

                @Override
                public List<EventType> events() {
                  return List.of(
                      EventType.event("chat", "message", Sent.class, "Somebody wrote."),
                      EventType.signal("chat", "room.typing", Other.From.class, "Types."));
                }
              }));

  private static JsonNode parsed(String text) {
    return new JsonMapper().readTree(text);
  }

  @Test
  void describesTheHttpApi() {
    JsonNode api = parsed(Document.openApi(REGISTRY));

    assertThat(api.at("/openapi").stringValue()).startsWith("3.1");
    assertThat(api.get("paths").propertyNames())
        .containsExactlyInAnyOrder("/api/chat.send", "/api/chat.list");
    JsonNode send = api.at("/paths/~1api~1chat.send/post");
    assertThat(send.at("/operationId").stringValue()).isEqualTo("chat.send");
    assertThat(send.at("/parameters/0/$ref").stringValue()).endsWith("/IdempotencyKey");
    assertThat(send.has("security")).isFalse();
    assertThat(send.at("/responses/default/$ref").stringValue()).endsWith("/Problem");
    JsonNode list = api.at("/paths/~1api~1chat.list/post");
    assertThat(list.get("security")).isEmpty();
    assertThat(list.has("parameters")).isFalse();
    assertThat(api.at("/components/schemas/Problem/properties/code/enum")).hasSize(20);
    demandSound(api);
  }

  @Test
  void describesTypesAsJsonSchema() {
    JsonNode schemas = parsed(Document.openApi(REGISTRY)).at("/components/schemas");

    JsonNode page = schemas.at("/ChatListParams");
    assertThat(page.at("/properties/limit"))
        .isEqualTo(parsed("{\"type\":\"integer\",\"minimum\":1,\"maximum\":200}"));
    assertThat(page.at("/properties/words").toString())
        .isEqualTo(
            "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":3},\"maxItems\":5}");
    assertThat(page.at("/properties/data")).isEmpty();
    assertThat(page.at("/properties/counts/additionalProperties/type").stringValue())
        .isEqualTo("integer");
    assertThat(page.get("required").toString()).doesNotContain("data").contains("limit");
    assertThat(schemas.at("/ChatSendParams/properties/tag").toString())
        .isEqualTo("{\"type\":\"string\",\"maxLength\":10,\"pattern\":\"^(?:[a-z]*)$\"}");
    assertThat(schemas.at("/Sent/properties/at/format").stringValue()).isEqualTo("date-time");
    assertThat(schemas.at("/ChatListFrom/properties/mood/enum").toString())
        .isEqualTo("[\"good\",\"bad\"]");
    assertThat(schemas.at("/From/properties/it/type").stringValue()).isEqualTo("boolean");
  }

  @Test
  void describesMethodsAsOpenRpc() {
    JsonNode document = parsed(Document.openRpc(REGISTRY));

    assertThat(document.at("/openrpc").stringValue()).startsWith("1.3");
    assertThat(document.get("methods")).hasSize(3);
    JsonNode send = document.at("/methods/1");
    assertThat(send.at("/name").stringValue()).isEqualTo("chat.send");
    assertThat(send.at("/paramStructure").stringValue()).isEqualTo("by-name");
    assertThat(send.at("/params/0/required").booleanValue()).isTrue();
    assertThat(send.at("/params/1/required").booleanValue()).isFalse();
    demandSound(document);
  }

  @Test
  void describesTheConnectionAsAsyncApi() {
    JsonNode document = parsed(Document.asyncApi(REGISTRY));

    assertThat(document.at("/asyncapi").stringValue()).isEqualTo("3.0.0");
    assertThat(document.at("/channels/connection/address").stringValue()).isEqualTo("/ws");
    JsonNode schemas = document.at("/components/schemas");
    assertThat(schemas.at("/ChatMessageEvent/required/0").stringValue()).isEqualTo("offset");
    assertThat(schemas.at("/ChatRoomTypingEvent/properties/type/const").stringValue())
        .isEqualTo("room.typing");
    demandSound(document);
  }

  /** Every reference has a target, and every schema only words of JSON Schema 2020-12. */
  private static void demandSound(JsonNode document) {
    demandReferences(document, document);
    document.at("/components/schemas").forEach(DocumentTest::demandSchema);
  }

  private static void demandReferences(JsonNode document, JsonNode node) {
    JsonNode reference = node.get("$ref");
    if (reference != null) {
      assertThat(document.at(reference.stringValue().substring(1)).isMissingNode())
          .as(reference.stringValue())
          .isFalse();
    }
    node.forEach(child -> demandReferences(document, child));
  }

  private static void demandSchema(JsonNode schema) {
    assertThat(schema.propertyNames())
        .isSubsetOf(
            Set.of(
                "type",
                "properties",
                "required",
                "items",
                "maxItems",
                "minLength",
                "maxLength",
                "minimum",
                "maximum",
                "pattern",
                "format",
                "enum",
                "const",
                "anyOf",
                "description",
                "additionalProperties",
                "$ref"));
    schema.path("properties").forEach(DocumentTest::demandSchema);
    schema.path("anyOf").forEach(DocumentTest::demandSchema);
    if (schema.has("items")) {
      demandSchema(schema.get("items"));
    }
    for (JsonNode name : schema.path("required")) {
      assertThat(schema.get("properties").has(name.stringValue())).isTrue();
    }
  }

  @Test
  void writesTypesForTheSdk() {
    assertThat(TypeScript.of(REGISTRY))
        .contains(
            """
            export interface ChatSendParams {
              room: string;
              tag?: string;
            }
            """,
            """
            export interface ChatListParams {
              limit: number;
              words: string[];
              data?: unknown;
              counts: Record<string, number>;
              from: From;
              ratio: number;
            }
            """,
            """
            export interface ChatListFrom {
              id: string;
              mood: "good" | "bad";
            }
            """,
            "export type None = Record<string, never>;\n",
            "  \"chat.send\": { params: ChatSendParams; result: Sent };\n",
            "  ping: { params: None; result: None };\n",
            "export type MethodName = keyof Methods;\n",
            """
              chat: {
                /** Somebody wrote. */
                message: Sent;
                /** Types. */
                "room.typing": From;
              };
            """,
            "export type ErrorCode =\n  | \"parse_error\"\n",
            "  rate_limited: { number: -32008, retry: true },\n",
            "  draining: [4100, \"after\"],\n",
            "export const reads: ReadonlySet<string> = new Set([\n  \"chat.list\",\n]);\n");
  }

  @Test
  void keepsCheckedInFilesInStep(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("docs"));
    Files.writeString(
        root.resolve("docs/protocol.md"),
        """
        Before.
        <!-- catalogue:close -->
        an outdated row
        <!-- /catalogue:close -->
        Between.
        <!-- catalogue:errors -->
        <!-- /catalogue:errors -->
        After.
        """);
    var writer = new DocumentWriter(REGISTRY, root);

    assertThat(writer.stale()).hasSize(2);
    assertThat(writer.write()).hasSize(2);
    assertThat(writer.stale()).isEmpty();
    assertThat(Files.readString(root.resolve("docs/protocol.md")))
        .startsWith("Before.\n<!-- catalogue:close -->\n| code | number | reconnect | meaning |\n")
        .contains(
            "| `draining` | 4100 | yes, after `after` |", "| `timeout` | -32015 | 504 | yes |")
        .endsWith("\nAfter.\n")
        .doesNotContain("outdated");
  }

  @Test
  void agreesWithTheTablesInTheProtocol() throws IOException {
    String protocol = Files.readString(Path.of("../docs/protocol.md"));

    assertThat(Tables.renewed(protocol)).isEqualTo(protocol);
  }
}
