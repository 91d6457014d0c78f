package io.bellhop.docs;

import io.bellhop.engine.Registry;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The documents that the server serves, as JSON text. Each is made anew, so keep what is made. */
public final class Document {
  /** The protocol's version, as in {@code docs/protocol.md}. */
  private static final String VERSION = "1.0.0";

  private Document() {}

  /** The HTTP API as OpenAPI 3.1. */
  public static String openApi(Registry registry) {
    return text(OpenApi.of(registry));
  }

  /** All methods as OpenRPC 1.3. */
  public static String openRpc(Registry registry) {
    return text(OpenRpc.of(registry));
  }

  /** The connection and its events as AsyncAPI 3.0. */
  public static String asyncApi(Registry registry) {
    return text(AsyncApi.of(registry));
  }

  static Map<String, Object> info(String description) {
    return object(
        "title",
        "Bellhop",
        "version",
        VERSION,
        "description",
        description,
        "license",
        object("name", "Apache-2.0", "identifier", "Apache-2.0"));
  }

  /** An object with its members in this order: names and values by turns. */
  static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  static Map<String, Object> reference(String where, String name) {
    return object("$ref", "#/components/" + where + "/" + name);
  }

  private static String text(Map<String, Object> document) {
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(document)
        + "\n";
  }
}
