package io.bellhop.server;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Calls with members in pairs of name and value, and what they are answered. */
final class Rpc {
  static final String OK = "ok";

  private Rpc() {}

  static JsonNode call(WireClient client, String method, Object... members) {
    return client.call(method, params(members));
  }

  /** The code of the error, or {@code ok}. */
  static String code(WireClient client, String method, Object... members) {
    try {
      call(client, method, members);
      return OK;
    } catch (RpcFailure e) {
      return e.code;
    }
  }

  static String params(Object... members) {
    Map<String, Object> params = new TreeMap<>();
    for (int i = 0; i < members.length; i += 2) {
      params.put((String) members[i], members[i + 1]);
    }
    return WireClient.JSON.writeValueAsString(params);
  }
}
