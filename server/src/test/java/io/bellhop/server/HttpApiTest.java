package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiTest {
  private static final String HELLO = "{\"room\":\"lobby\",\"text\":\"hello\"}";

  private final TestServer server = TestServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return WireClient.JSON.readTree(response.body());
  }

  @Test
  void aRepeatWithItsKeyGetsTheFirstAnswerAndChangesNothing() {
    String token = server.token(Role.STAFF);

    var first = server.call("chat.send", HELLO, token, "Idempotency-Key", "k-1");
    var again = server.call("chat.send", HELLO, token, "Idempotency-Key", "k-1");
    var other = server.call("chat.send", HELLO, token, "Idempotency-Key", "k-2");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(json(other).get("offset").longValue())
        .isEqualTo(json(first).get("offset").longValue() + 1);
  }

  @Test
  void aKeyStandsForOneRequestOfOnePrincipal() {
    String token = server.token(Role.CUSTOMER);
    server.call("chat.send", HELLO, token, "Idempotency-Key", "k-3");

    var changed =
        server.call("chat.send", HELLO.replace("hello", "bye"), token, "Idempotency-Key", "k-3");
    var somebodyElse =
        server.call("chat.send", HELLO, server.token(Role.GUEST), "Idempotency-Key", "k-3");

    assertThat(changed.statusCode()).isEqualTo(422);
    assertThat(json(changed).get("code").stringValue()).isEqualTo("idempotency_mismatch");
    assertThat(somebodyElse.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "chat.send    | {\"room\":\"lobby\"}              | 400 | invalid_params   | text",
        "chat.send    | {\"room\":5,\"text\":\"a\"}       | 400 | invalid_params   | room",
        "chat.history | {\"room\":\"lobby\",\"limit\":0}  | 400 | invalid_params   | limit",
        "chat.history | {\"room\":\"x\"}                  | 404 | not_found        |",
        "chat.history | {                                 | 400 | parse_error      |",
        "chat.history | {\"room\":\"lobby\"} {}           | 400 | invalid_params    |",
        "chat.history | null                              | 400 | invalid_params   |",
        "chat.history | []                                | 400 | invalid_params   |",
        "chat.history | 7                                 | 400 | invalid_params   |",
        "chat.history | \"a\"                             | 400 | invalid_params   |",
        "ping         | null                              | 400 | invalid_params   |",
        "subscribe    | {\"channel\":\"site:all\"}        | 404 | method_not_found |",
        "apikey.list  | {}                                | 403 | forbidden        |",
        "no.such      | {}                                | 404 | method_not_found |"
      })
  void tellsProblemsAsRfc9457Documents(
      String method, String body, int status, String code, String field) {
    var response = server.call(method, body, server.token(Role.CUSTOMER));

    JsonNode problem = json(response);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.get("type").stringValue()).isEqualTo("/problems/" + code);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("code").stringValue()).isEqualTo(code);
    assertThat(problem.get("title").stringValue()).isNotEmpty();
    assertThat(problem.get("detail").stringValue()).isNotEmpty();
    assertThat(problem.get("retry").booleanValue()).isFalse();
    if (field != null) {
      assertThat(problem.get("field").stringValue()).isEqualTo(field);
    }
  }

  @Test
  void anEmptyBodyIsNoParams() {
    assertThat(server.call("ping", "", server.token(Role.GUEST)).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    var response = server.call("ping", " ".repeat((64 << 10) + 1), server.token(Role.GUEST));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).get("code").stringValue()).isEqualTo("too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "ä", "12345678901234567890123456789012345678901234567890123456789012345"})
  void refusesKeysThatAreNone(String key) {
    var response =
        server.call("chat.send", HELLO, server.token(Role.STAFF), "Idempotency-Key", key);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("field").stringValue()).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "Bearer x", "bearer-x"})
  void refusesOtherAuthorizations(String authorization) {
    var response = server.post("/api/ping", "{}", "Authorization", authorization);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(json(response).get("code").stringValue()).isEqualTo("unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void takesPostsOnly(String method) {
    var response =
        TestServer.send(server.request("/api/ping").method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("code").stringValue()).isEqualTo("method_not_found");
  }

  @Test
  void carriesJsonRpcBatches() {
    String token = "Bearer " + server.token(Role.GUEST);
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    String none = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"subscribe\"}";
    String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}";

    var batch = server.post("/rpc", "[" + ping + "," + none + "]", "Authorization", token);
    var silent = server.post("/rpc", notification, "Authorization", token);
    var broken = server.post("/rpc", "{", "Authorization", token);

    assertThat(json(batch).at("/0/result/time").isString()).isTrue();
    assertThat(json(batch).at("/1/error/code").intValue()).isEqualTo(-32601);
    assertThat(silent.statusCode()).isEqualTo(204);
    assertThat(json(broken).at("/error/data/code").stringValue()).isEqualTo("parse_error");
  }
}
