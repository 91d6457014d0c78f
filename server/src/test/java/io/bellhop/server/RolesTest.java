package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Method;
import io.bellhop.engine.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what. A method that is not in the table fails the build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
  /**
   * What each role of the hotel is answered; the room {@code chair} is the salon's. Over HTTP the
   * same, but {@code connect} and other methods of a connection are not found there.
   */
  private static final String TABLE =
      """
      method        | params                                    | anonymous       | guest           | customer        | staff           | manager         | backend
      connect       | {"token":"x"}                             | unauthenticated | invalid_request | invalid_request | invalid_request | invalid_request | invalid_request
      ping          | {}                                        | unauthenticated | ok              | ok              | ok              | ok              | ok
      refresh       | {"token":"x"}                             | unauthenticated | unauthenticated | unauthenticated | unauthenticated | unauthenticated | unauthenticated
      subscribe     | {"channel":"chat:lobby"}                  | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      subscribe     | {"channel":"chat:back-office"}            | unauthenticated | forbidden       | forbidden       | ok              | ok              | forbidden
      subscribe     | {"channel":"chat:chair"}                  | unauthenticated | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      subscribe     | {"channel":"chat:lobby","presence":true}  | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      subscribe     | {"channel":"site:all"}                    | unauthenticated | ok              | ok              | ok              | ok              | ok
      subscribe     | {"channel":"site:all","presence":true}    | unauthenticated | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      subscribe     | {"channel":"user:guest"}                  | unauthenticated | ok              | forbidden       | forbidden       | forbidden       | forbidden
      subscribe     | {"channel":"auth:revoked"}                | unauthenticated | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      subscribe     | {"channel":"nothing:1"}                   | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      unsubscribe   | {"channel":"chat:lobby"}                  | unauthenticated | not_subscribed  | not_subscribed  | not_subscribed  | not_subscribed  | not_subscribed
      position      | {"channel":"chat:lobby"}                  | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      position      | {"channel":"chat:back-office"}            | unauthenticated | forbidden       | forbidden       | ok              | ok              | forbidden
      position      | {"channel":"chat:chair"}                  | unauthenticated | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      position      | {"channel":"user:guest"}                  | unauthenticated | ok              | forbidden       | forbidden       | forbidden       | forbidden
      position      | {"channel":"auth:revoked"}                | unauthenticated | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      presence      | {"channel":"chat:lobby"}                  | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      presence      | {"channel":"chat:back-office"}            | unauthenticated | forbidden       | forbidden       | ok              | ok              | forbidden
      presence      | {"channel":"board:1"}                     | unauthenticated | ok              | ok              | ok              | ok              | ok
      presence      | {"channel":"site:all"}                    | unauthenticated | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      publish       | {"channel":"chat:lobby","type":"a","data":1} | unauthenticated | forbidden    | forbidden       | forbidden       | forbidden       | forbidden
      publish       | {"channel":"site:all","type":"a","data":1}   | unauthenticated | forbidden    | forbidden       | ok              | ok              | ok
      publish       | {"channel":"user:guest","type":"a","data":1} | unauthenticated | forbidden    | forbidden       | ok              | ok              | ok
      publish       | {"channel":"auth:revoked","type":"a","data":1} | unauthenticated | forbidden  | forbidden       | forbidden       | forbidden       | forbidden
      publish       | {"channel":"offer:1","type":"a","data":1}    | unauthenticated | ok           | forbidden       | ok              | forbidden       | forbidden
      auth.guest    | {"site":"hotel"}                          | ok              | ok              | ok              | ok              | ok              | ok
      auth.guest    | {"site":"salon"}                          | forbidden       | forbidden       | forbidden       | forbidden       | forbidden       | forbidden
      auth.guest    | {"site":"nowhere"}                        | not_found       | not_found       | not_found       | not_found       | not_found       | not_found
      auth.renew    | {}                                        | unauthenticated | ok              | forbidden       | forbidden       | forbidden       | forbidden
      auth.revoke   | {"principal":"nobody"}                    | unauthenticated | forbidden       | forbidden       | forbidden       | ok              | ok
      staff.setup   | {"site":"hotel","setup":"x","email":"a@b.c","name":"A","password":"long enough"} | unauthenticated | unauthenticated | unauthenticated | unauthenticated | unauthenticated | unauthenticated
      staff.login   | {"site":"hotel","email":"a@b.c","password":"x"} | unauthenticated | unauthenticated | unauthenticated | unauthenticated | unauthenticated | unauthenticated
      staff.invite  | {"role":"staff"}                          | unauthenticated | forbidden       | forbidden       | forbidden       | ok              | forbidden
      staff.list    | {}                                        | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      staff.change  | {"id":"none","role":"manager"}            | unauthenticated | forbidden       | forbidden       | forbidden       | not_found       | forbidden
      staff.change  | {"id":"manager","role":"staff"}           | unauthenticated | forbidden       | forbidden       | forbidden       | conflict        | forbidden
      staff.remove  | {"id":"none"}                             | unauthenticated | forbidden       | forbidden       | forbidden       | not_found       | forbidden
      apikey.create | {"name":"a"}                              | unauthenticated | forbidden       | forbidden       | forbidden       | ok              | forbidden
      apikey.list   | {}                                        | unauthenticated | forbidden       | forbidden       | forbidden       | ok              | forbidden
      apikey.revoke | {"id":"none"}                             | unauthenticated | forbidden       | forbidden       | forbidden       | not_found       | forbidden
      desk.start    | {"text":"a"}                              | unauthenticated | ok              | ok              | forbidden       | forbidden       | forbidden
      desk.start    | {"text":"a","topic":"none"}               | unauthenticated | invalid_params  | invalid_params  | forbidden       | forbidden       | forbidden
      desk.mine     | {}                                        | unauthenticated | ok              | ok              | forbidden       | forbidden       | forbidden
      desk.rate     | {"room":"c-none","stars":5}               | unauthenticated | not_found       | not_found       | forbidden       | forbidden       | forbidden
      desk.hours    | {}                                        | unauthenticated | ok              | ok              | ok              | ok              | ok
      desk.transcript | {"room":"c-none"}                       | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      desk.topics   | {}                                        | unauthenticated | ok              | ok              | ok              | ok              | ok
      desk.conversations | {"queue":"all"}                      | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      desk.conversation  | {"room":"c-none"}                    | unauthenticated | forbidden       | forbidden       | not_found       | not_found       | not_found
      desk.counts   | {}                                        | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      desk.assign   | {"room":"c-none"}                         | unauthenticated | forbidden       | forbidden       | not_found       | not_found       | not_found
      desk.take     | {"room":"c-none"}                         | unauthenticated | forbidden       | forbidden       | not_found       | not_found       | forbidden
      desk.resolve  | {"room":"c-none"}                         | unauthenticated | forbidden       | forbidden       | not_found       | not_found       | not_found
      desk.reopen   | {"room":"c-none"}                         | unauthenticated | forbidden       | forbidden       | not_found       | not_found       | not_found
      desk.snooze   | {"room":"c-none","until":"2099-01-01T00:00:00Z"} | unauthenticated | forbidden | forbidden      | invalid_params  | invalid_params  | invalid_params
      desk.me       | {}                                        | unauthenticated | forbidden       | forbidden       | ok              | ok              | forbidden
      desk.available | {"available":true}                       | unauthenticated | forbidden       | forbidden       | ok              | ok              | forbidden
      desk.agents   | {}                                        | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      desk.agent    | {"person":"none","capacity":1,"teams":[],"skills":[]} | unauthenticated | forbidden | forbidden  | forbidden       | not_found       | not_found
      desk.teams    | {}                                        | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      desk.replies  | {}                                        | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      desk.reply    | {"shortcut":"hi","text":"Hello"}          | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      desk.forgetReply | {"shortcut":"none"}                    | unauthenticated | forbidden       | forbidden       | not_found       | not_found       | not_found
      subscribe     | {"channel":"desk:inbox"}                  | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      seal.register | {"device":"device-1","name":"a","publicKey":"BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} | unauthenticated | ok | ok | ok | ok | forbidden
      seal.mine     | {}                                        | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      seal.forget   | {"device":"device-0"}                     | unauthenticated | not_found       | not_found       | not_found       | not_found       | forbidden
      seal.readers  | {"room":"lobby"}                          | unauthenticated | not_found       | not_found       | not_found       | not_found       | forbidden
      seal.wrap     | {"room":"lobby","key":"key-0001","from":"device-1","envelopes":[]} | unauthenticated | not_found | not_found | not_found | not_found    | forbidden
      seal.keys     | {"room":"lobby","device":"device-1"}      | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      person.export | {"person":"none"}                         | unauthenticated | forbidden       | forbidden       | forbidden       | ok              | ok
      person.erase  | {"person":"none"}                         | unauthenticated | forbidden       | forbidden       | forbidden       | ok              | ok
      person.adopt  | {"guestToken":"x"}                        | unauthenticated | forbidden       | invalid_params  | forbidden       | forbidden       | forbidden
      presence.here | {"device":"phone","active":true}          | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      presence.choose | {"status":"busy"}                       | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      presence.of   | {"people":["staff"]}                      | unauthenticated | ok              | ok              | ok              | ok              | ok
      subscribe     | {"channel":"person:stranger"}             | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      subscribe     | {"channel":"person:staff"}                | unauthenticated | ok              | ok              | ok              | ok              | ok
      subscribe     | {"channel":"person-active:staff"}         | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      subscribe     | {"channel":"view:car-42","presence":true} | unauthenticated | ok              | ok              | ok              | ok              | ok
      chat.rooms    | {}                                        | unauthenticated | ok              | ok              | ok              | ok              | ok
      chat.send     | {"room":"lobby","text":"a"}               | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      chat.send     | {"room":"back-office","text":"a"}         | unauthenticated | not_found       | not_found       | ok              | ok              | forbidden
      chat.send     | {"room":"chair","text":"a"}               | unauthenticated | not_found       | not_found       | not_found       | not_found       | forbidden
      chat.history  | {"room":"lobby"}                          | unauthenticated | ok              | ok              | ok              | ok              | not_found
      chat.history  | {"room":"back-office"}                    | unauthenticated | not_found       | not_found       | ok              | ok              | not_found
      chat.history  | {"room":"chair"}                          | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      chat.open     | {"room":"lobby"}                          | unauthenticated | ok              | ok              | ok              | ok              | not_found
      chat.open     | {"room":"back-office"}                    | unauthenticated | not_found       | not_found       | ok              | ok              | not_found
      chat.open     | {"room":"chair"}                          | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      chat.members  | {"room":"lobby"}                          | unauthenticated | ok              | ok              | ok              | ok              | not_found
      chat.members  | {"room":"back-office"}                    | unauthenticated | not_found       | not_found       | ok              | ok              | not_found
      chat.create   | {"kind":"group","name":"A","members":[]}  | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      chat.create   | {"kind":"staff","name":"A","members":[]}  | unauthenticated | forbidden       | forbidden       | ok              | ok              | ok
      chat.create   | {"kind":"open","name":"A","members":[]}   | unauthenticated | forbidden       | forbidden       | invalid_params  | invalid_params  | invalid_params
      chat.rename   | {"room":"lobby","name":"A"}               | unauthenticated | forbidden       | forbidden       | conflict        | conflict        | not_found
      chat.invite   | {"room":"lobby","person":"a"}             | unauthenticated | forbidden       | forbidden       | conflict        | conflict        | not_found
      chat.remove   | {"room":"lobby","person":"a"}             | unauthenticated | forbidden       | forbidden       | conflict        | conflict        | not_found
      chat.leave    | {"room":"lobby"}                          | unauthenticated | conflict        | conflict        | conflict        | conflict        | not_found
      chat.leave    | {"room":"back-office"}                    | unauthenticated | not_found       | not_found       | conflict        | conflict        | not_found
      chat.edit     | {"room":"lobby","message":999999,"text":"a"} | unauthenticated | not_found    | not_found       | not_found       | not_found       | forbidden
      chat.delete   | {"room":"lobby","message":999999}         | unauthenticated | not_found       | not_found       | not_found       | not_found       | forbidden
      chat.revisions | {"room":"lobby","message":999999}        | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      chat.react    | {"room":"lobby","message":999999,"emoji":"👍","on":true} | unauthenticated | not_found | not_found | not_found | not_found | forbidden
      chat.receipt  | {"room":"lobby","read":0}                 | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      chat.receipt  | {"room":"lobby","read":999999}            | unauthenticated | invalid_params  | invalid_params  | invalid_params  | invalid_params  | forbidden
      chat.receipt  | {"room":"back-office","read":0}           | unauthenticated | not_found       | not_found       | ok              | ok              | forbidden
      chat.search   | {"text":"a"}                              | unauthenticated | ok              | ok              | ok              | ok              | ok
      chat.search   | {"text":"a","room":"back-office"}         | unauthenticated | not_found       | not_found       | ok              | ok              | not_found
      chat.typing   | {"room":"lobby","typing":true}            | unauthenticated | ok              | ok              | ok              | ok              | forbidden
      chat.typing   | {"room":"back-office","typing":true}      | unauthenticated | not_found       | not_found       | ok              | ok              | forbidden
      chat.typing   | {"room":"chair","typing":true}            | unauthenticated | not_found       | not_found       | not_found       | not_found       | forbidden
      file.begin    | {"name":"a.txt","size":1}                 | unauthenticated | ok              | ok              | ok              | ok              | ok
      file.finish   | {"file":"00000000000000000000000000000000"} | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      file.link     | {"file":"00000000000000000000000000000000"} | unauthenticated | not_found       | not_found       | not_found       | not_found       | not_found
      """;

  private final TestServer server = TestServer.start();

  record Row(String method, String params, List<String> answers) {
    static Row of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      return new Row(cells.get(0), cells.get(1), cells.subList(2, cells.size()));
    }

    @Override
    public String toString() {
      return method + " " + params;
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().skip(1).map(Row::of);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void everyMethodIsInTheTable() {
    var all = server.bellhop().registry().methods().stream().map(Method::name).toList();

    assertThat(rows().map(Row::method).collect(Collectors.toSet())).containsAll(all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void eachRoleIsAnsweredOverAConnection(Row row) {
    List<String> answers = new ArrayList<>();
    for (Role role : Role.values()) {
      forgetLimits();
      try (WireClient client =
          role == Role.ANONYMOUS ? WireClient.open(server.port()) : server.connect(role)) {
        answers.add(answer(client, row));
      }
    }
    assertThat(answers).isEqualTo(row.answers());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void eachRoleIsAnsweredTheSameOverHttp(Row row) {
    List<String> answers = new ArrayList<>();
    for (Role role : Role.values()) {
      forgetLimits();
      String token = role == Role.ANONYMOUS ? null : server.token(role);
      answers.add(code(server.call(row.method, row.params, token)));
    }
    boolean connected =
        Objects.requireNonNull(server.bellhop().registry().method(row.method)).connected();
    assertThat(answers)
        .isEqualTo(
            connected ? row.answers.stream().map(a -> "method_not_found").toList() : row.answers());
  }

  /** So that no limit on guests or logins plays a part. */
  private void forgetLimits() {
    server.clock.advance(Duration.ofMinutes(61));
  }

  private static String answer(WireClient client, Row row) {
    try {
      client.call(row.method, row.params);
      return "ok";
    } catch (RpcFailure e) {
      return e.code;
    }
  }

  private static String code(HttpResponse<String> response) {
    return response.statusCode() == 200
        ? "ok"
        : WireClient.JSON.readTree(response.body()).get("code").stringValue();
  }
}
