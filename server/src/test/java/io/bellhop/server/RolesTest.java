package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Method;
import io.bellhop.engine.Role;
import io.bellhop.server.RightsStage.Whose;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Who may call what before whose: every method, for every role, before a thing of the caller's own,
 * one of somebody else's, and one of another site. A method that is not in the table fails.
 */
@ParameterizedClass
@EnumSource(Database.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
  private static final Map<String, String> CODES =
      Map.of(
          "unauthenticated", "u",
          "forbidden", "f",
          "not_found", "n",
          "conflict", "c",
          "invalid_params", "i",
          "invalid_request", "r",
          "not_subscribed", "s");

  /**
   * The callers of the hotel in the order of {@link Role}: anonymous, guest, customer, staff,
   * manager, backend; for a thing of their own, one of somebody else's of the hotel, and one of the
   * salon's. {@code +} is an answer; of a list, one with the thing in it, and {@code -} one
   * without. {@code u}nauthenticated, {@code f}orbidden, {@code n}ot found, {@code c}onflict,
   * {@code i}nvalid params, invalid {@code r}equest, not {@code s}ubscribed. People are in no
   * table: one of another site is just nobody.
   */
  private static final String TABLE =
      """
      connect            |              | urrrrr               | {"token":"x"}
      ping               |              | u+++++               | {}
      refresh            |              | uuuuuu               | {"token":"x"}
      subscribe          |              | u++++f               | {"channel":"chat:lobby"}
      subscribe          |              | u++++f               | {"channel":"chat:lobby","presence":true}
      subscribe          |              | uff++f               | {"channel":"chat:back-office"}
      subscribe          |              | ufffff               | {"channel":"chat:chair"}
      subscribe          |              | u+++++               | {"channel":"site:all"}
      subscribe          |              | ufffff               | {"channel":"site:all","presence":true}
      subscribe          |              | uff+++               | {"channel":"desk:inbox"}
      subscribe          |              | ufffff               | {"channel":"auth:revoked"}
      subscribe          |              | unnnnn               | {"channel":"nothing:1"}
      subscribe          |              | u+++++               | {"channel":"view:car-42","presence":true}
      subscribe          | conversation | u+++++ uff+++ ufffff | {"channel":"chat:$"}
      subscribe          | notes        | uff+++ uff+++ ufffff | {"channel":"chat:$"}
      subscribe          | group        | u+++++ uffff+ ufffff | {"channel":"chat:$"}
      subscribe          | staff room   | uff++f ufffff ufffff | {"channel":"chat:$"}
      subscribe          | all staff    | uff+++ uff+++ ufffff | {"channel":"chat:$"}
      subscribe          | person       | u++++f ufffff ufffff | {"channel":"user:$"}
      subscribe          | person       | u+++++ uff+++ uff+++ | {"channel":"person:$"}
      subscribe          | person       | unnnnn unnnnn unnnnn | {"channel":"person-active:$"}
      unsubscribe        |              | usssss               | {"channel":"chat:lobby"}
      position           |              | uff++f               | {"channel":"chat:back-office"}
      position           |              | ufffff               | {"channel":"auth:revoked"}
      position           | conversation | u+++++ uff+++ ufffff | {"channel":"chat:$"}
      position           | notes        | uff+++ uff+++ ufffff | {"channel":"chat:$"}
      position           | group        | u+++++ uffff+ ufffff | {"channel":"chat:$"}
      position           | staff room   | uff++f ufffff ufffff | {"channel":"chat:$"}
      position           | person       | u++++f ufffff ufffff | {"channel":"user:$"}
      presence           |              | uff++f               | {"channel":"chat:back-office"}
      presence           |              | u+++++               | {"channel":"board:1"}
      presence           |              | ufffff               | {"channel":"site:all"}
      presence           | conversation | u+++++ uff+++ ufffff | {"channel":"chat:$"}
      presence           | notes        | uff+++ uff+++ ufffff | {"channel":"chat:$"}
      presence           | group        | u+++++ uffff+ ufffff | {"channel":"chat:$"}
      presence           | staff room   | uff++f ufffff ufffff | {"channel":"chat:$"}
      publish            |              | ufffff               | {"channel":"chat:lobby","type":"a","data":1}
      publish            |              | uff+++               | {"channel":"site:all","type":"a","data":1}
      publish            |              | ufffff               | {"channel":"auth:revoked","type":"a","data":1}
      publish            |              | ufffff               | {"channel":"desk:inbox","type":"a","data":1}
      publish            |              | u+f+ff               | {"channel":"offer:1","type":"a","data":1}
      publish            | conversation | ufffff ufffff ufffff | {"channel":"chat:$","type":"message","data":1}
      publish            | person       | uff+++ uff+++ uff+++ | {"channel":"user:$","type":"a","data":1}
      publish            | person       | ufffff ufffff ufffff | {"channel":"person:$","type":"a","data":1}
      auth.guest         |              | ++++++               | {"site":"hotel"}
      auth.guest         |              | ffffff               | {"site":"salon"}
      auth.guest         |              | nnnnnn               | {"site":"nowhere"}
      auth.renew         |              | u+ffff               | {}
      auth.revoke        | person       | ufff++ ufff++ ufff++ | {"principal":"$"}
      staff.setup        |              | uuuuuu               | {"site":"hotel","setup":"x","email":"a@b.c","name":"A","password":"long enough"}
      staff.login        |              | uuuuuu               | {"site":"hotel","email":"$caller@b.c","password":"x"}
      staff.invite       |              | ufff+f               | {"role":"staff"}
      staff.list         | colleague    | uff--- uff+++ uff--- | {}
      staff.change       | colleague    | ufffcf ufff+f ufffnf | {"id":"$","role":"staff"}
      staff.remove       | colleague    | ufffcf ufff+f ufffnf | {"id":"$"}
      apikey.create      |              | ufff+f               | {"name":"a"}
      apikey.list        | key          | ufff+f ufff+f ufff-f | {}
      apikey.revoke      | key          | ufff+f ufff+f ufffnf | {"id":"$"}
      person.export      | person       | ufff++ ufff++ ufff++ | {"person":"$"}
      person.erase       | person       | ufff++ ufff++ ufff++ | {"person":"$"}
      person.adopt       | guest        | uf+fff uf+fff ufifff | {"guestToken":"$"}
      person.adopt       |              | ufifff               | {"guestToken":"x"}
      presence.here      |              | u++++f               | {"device":"phone","active":true}
      presence.choose    |              | u++++f               | {"status":"busy"}
      presence.of        | person       | u+++++ u--+++ u--+++ | {"people":["$?"]}
      presence.of        | present      | u+++++ u+++++ u--+++ | {"people":["$?"]}
      chat.rooms         | conversation | u+++++ u--+++ u----- | {}
      chat.rooms         | notes        | u--+++ u--+++ u----- | {}
      chat.rooms         | group        | u+++++ u----+ u----- | {}
      chat.rooms         | staff room   | u--++- u----- u----- | {}
      chat.rooms         | all staff    | u--+++ u--+++ u----- | {}
      chat.open          | conversation | u+++++ unn+++ unnnnn | {"room":"$"}
      chat.open          | notes        | unn+++ unn+++ unnnnn | {"room":"$"}
      chat.open          | group        | u+++++ unnnn+ unnnnn | {"room":"$"}
      chat.open          | staff room   | unn++n unnnnn unnnnn | {"room":"$"}
      chat.open          | all staff    | unn+++ unn+++ unnnnn | {"room":"$"}
      chat.open          |              | u++++n               | {"room":"lobby"}
      chat.open          |              | unn++n               | {"room":"back-office"}
      chat.open          |              | unnnnn               | {"room":"chair"}
      chat.history       | conversation | u+++++ unn+++ unnnnn | {"room":"$"}
      chat.history       | notes        | unn+++ unn+++ unnnnn | {"room":"$"}
      chat.history       | group        | u+++++ unnnn+ unnnnn | {"room":"$"}
      chat.history       | staff room   | unn++n unnnnn unnnnn | {"room":"$"}
      chat.history       |              | unn++n               | {"room":"back-office"}
      chat.members       | conversation | u+++++ unn+++ unnnnn | {"room":"$"}
      chat.members       | notes        | unn+++ unn+++ unnnnn | {"room":"$"}
      chat.members       | group        | u+++++ unnnn+ unnnnn | {"room":"$"}
      chat.members       | staff room   | unn++n unnnnn unnnnn | {"room":"$"}
      chat.search        |              | u+++++               | {"text":"a"}
      chat.search        | conversation | u+++++ unn+++ unnnnn | {"text":"text","room":"$"}
      chat.search        | notes        | unn+++ unn+++ unnnnn | {"text":"text","room":"$"}
      chat.search        | group        | u+++++ unnnn+ unnnnn | {"text":"text","room":"$"}
      chat.search        | staff room   | unn++n unnnnn unnnnn | {"text":"text","room":"$"}
      chat.send          | conversation | u++++f unn++f unnnnf | {"room":"$","text":"a"}
      chat.send          | notes        | unn++f unn++f unnnnf | {"room":"$","text":"a"}
      chat.send          | group        | u++++f unnnnf unnnnf | {"room":"$","text":"a"}
      chat.send          | staff room   | unn++f unnnnf unnnnf | {"room":"$","text":"a"}
      chat.send          | all staff    | unn++f unn++f unnnnf | {"room":"$","text":"a"}
      chat.send          | encrypted    | u++++f unn++f unnnnf | {"room":"$","sealed":{"key":"key-0001","iv":"aXY","text":"YQ"}}
      chat.send          |              | u++++f               | {"room":"lobby","text":"a"}
      chat.send          |              | unn++f               | {"room":"back-office","text":"a"}
      chat.edit          | conversation | u++++f unn++f unnnnf | {"room":"$","message":$mine,"text":"a"}
      chat.edit          | conversation | ufffff unnfff unnnnf | {"room":"$","message":$theirs,"text":"a"}
      chat.edit          | notes        | unn++f unn++f unnnnf | {"room":"$","message":$mine,"text":"a"}
      chat.edit          | group        | u++++f unnnnf unnnnf | {"room":"$","message":$mine,"text":"a"}
      chat.delete        | conversation | u++++f unn++f unnnnf | {"room":"$","message":$mine}
      chat.delete        | conversation | uff++f unn++f unnnnf | {"room":"$","message":$theirs}
      chat.delete        | notes        | unn++f unn++f unnnnf | {"room":"$","message":$theirs}
      chat.delete        | group        | u++++f unnnnf unnnnf | {"room":"$","message":$mine}
      chat.delete        | group        | ufffff unnnnf unnnnf | {"room":"$","message":$theirs}
      chat.delete        | staff room   | unn++f unnnnf unnnnf | {"room":"$","message":$theirs}
      chat.revisions     | conversation | u+++++ unn+++ unnnnn | {"room":"$","message":$mine}
      chat.revisions     | conversation | uff+++ unn+++ unnnnn | {"room":"$","message":$theirs}
      chat.revisions     | notes        | unn+++ unn+++ unnnnn | {"room":"$","message":$theirs}
      chat.revisions     | group        | uff+++ unnnn+ unnnnn | {"room":"$","message":$theirs}
      chat.react         | conversation | u++++f unn++f unnnnf | {"room":"$","message":$theirs,"emoji":"👍","on":true}
      chat.react         | notes        | unn++f unn++f unnnnf | {"room":"$","message":$theirs,"emoji":"👍","on":true}
      chat.react         | group        | u++++f unnnnf unnnnf | {"room":"$","message":$theirs,"emoji":"👍","on":true}
      chat.receipt       | conversation | u++++f unn++f unnnnf | {"room":"$","read":1}
      chat.receipt       | conversation | uiiiif unniif unnnnf | {"room":"$","read":999999}
      chat.receipt       | notes        | unn++f unn++f unnnnf | {"room":"$","read":0}
      chat.receipt       | group        | u++++f unnnnf unnnnf | {"room":"$","read":1}
      chat.typing        | conversation | u++++f unn++f unnnnf | {"room":"$","typing":true}
      chat.typing        | notes        | unn++f unn++f unnnnf | {"room":"$","typing":true}
      chat.typing        | group        | u++++f unnnnf unnnnf | {"room":"$","typing":true}
      chat.typing        | staff room   | unn++f unnnnf unnnnf | {"room":"$","typing":true}
      chat.create        |              | uff+++               | {"kind":"group","name":"A","members":[]}
      chat.create        |              | uff+++               | {"kind":"staff","name":"A","members":[]}
      chat.create        |              | uffiii               | {"kind":"open","name":"A","members":[]}
      chat.rename        | conversation | uffccc uffccc uffnnn | {"room":"$","name":"B"}
      chat.rename        | group        | uff+++ uffnn+ uffnnn | {"room":"$","name":"B"}
      chat.rename        | staff room   | uff++n uffnnn uffnnn | {"room":"$","name":"B"}
      chat.rename        | all staff    | uff+++ uff+++ uffnnn | {"room":"$","name":"B"}
      chat.invite        | conversation | uffccc uffccc uffnnn | {"room":"$","person":"ann"}
      chat.invite        | notes        | uffccc uffccc uffnnn | {"room":"$","person":"ann"}
      chat.invite        | group        | uff+++ uffnn+ uffnnn | {"room":"$","person":"ann"}
      chat.invite        | staff room   | uff++n uffnnn uffnnn | {"room":"$","person":"ann"}
      chat.invite        | all staff    | uffccc uffccc uffnnn | {"room":"$","person":"ann"}
      chat.remove        | conversation | uffccc uffccc uffnnn | {"room":"$","person":"somebody"}
      chat.remove        | group        | uff+++ uffnn+ uffnnn | {"room":"$","person":"somebody"}
      chat.remove        | staff room   | uff++n uffnnn uffnnn | {"room":"$","person":"somebody"}
      chat.leave         | conversation | uccccc unnccc unnnnn | {"room":"$"}
      chat.leave         | notes        | unnccc unnccc unnnnn | {"room":"$"}
      chat.leave         | group        | u++++n unnnnn unnnnn | {"room":"$"}
      chat.leave         | staff room   | unn++n unnnnn unnnnn | {"room":"$"}
      chat.leave         | all staff    | unnccc unnccc unnnnn | {"room":"$"}
      desk.start         |              | u++fff               | {"text":"a"}
      desk.start         |              | uiifff               | {"text":"a","topic":"none"}
      desk.mine          | conversation | u++fff u--fff u--fff | {}
      desk.rate          | resolved     | u++fff unnfff unnfff | {"room":"$","stars":5}
      desk.rate          | conversation | uccfff unnfff unnfff | {"room":"$","stars":5}
      site.about         |              | u+++++               | {}
      desk.hours         |              | u+++++               | {}
      desk.topics        |              | u+++++               | {}
      desk.transcript    | conversation | uccccc unnccc unnnnn | {"room":"$"}
      desk.conversations | conversation | uff++- uff--- uff--- | {"queue":"mine","limit":200}
      desk.conversations | conversation | uff+++ uff+++ uff--- | {"queue":"all","limit":200}
      desk.conversation  | conversation | uff+++ uff+++ uffnnn | {"room":"$"}
      desk.counts        |              | uff+++               | {}
      desk.assign        | conversation | uff+++ uff+++ uffnnn | {"room":"$"}
      desk.take          | conversation | uff++f uff++f uffnnf | {"room":"$"}
      desk.resolve       | conversation | uff+++ uff+++ uffnnn | {"room":"$"}
      desk.reopen        | resolved     | uff+++ uff+++ uffnnn | {"room":"$"}
      desk.snooze        | conversation | uff+++ uff+++ uffnnn | {"room":"$","until":"2027-01-10T00:00:00Z"}
      desk.me            |              | uff++f               | {}
      desk.available     |              | uff++f               | {"available":false}
      desk.agents        | agent        | uff+++ uff+++ uff--- | {}
      desk.agent         | agent        | ufff++ ufff++ ufffnn | {"person":"$","capacity":1,"teams":[],"skills":[]}
      desk.teams         |              | uff+++               | {}
      desk.replies       | reply        | uff+++ uff+++ uff--- | {}
      desk.reply         | reply        | uff+++ uff+++ uff+++ | {"shortcut":"$","text":"B"}
      desk.forgetReply   | reply        | uff+++ uff+++ uffnnn | {"shortcut":"$"}
      seal.register      |              | u++++f               | {"device":"device-1","name":"a","publicKey":"BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
      seal.mine          | device       | u++++f u----f u----f | {}
      seal.forget        | device       | u++++f unnnnf unnnnf | {"device":"$"}
      seal.readers       | encrypted    | u++++f unnnnf unnnnf | {"room":"$"}
      seal.readers       | conversation | unnnnf unnnnf unnnnf | {"room":"$"}
      seal.wrap          | encrypted    | u++++f unnnnf unnnnf | {"room":"$","key":"key-0001","from":"$device","envelopes":[]}
      seal.keys          | encrypted    | u++++f u++++f u++++f | {"room":"$","device":"$device"}
      file.begin         |              | u+++++               | {"name":"a.txt","size":1}
      file.finish        | upload       | uccccc unnnnn unnnnn | {"file":"$"}
      file.link          | file         | u+++++ unnnnn unnnnn | {"file":"$"}
      """;

  @Parameter Database database = Database.SQLITE;
  private final AtomicInteger callers = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable TestServer server;

  /**
   * @param thing what it is about; empty if there is no target
   * @param expected for each of {@link Whose}, a letter for each role; once if there is no target
   */
  record Row(String method, String thing, String params, String expected) {
    static Row of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      return new Row(cells.get(0), cells.get(1), cells.get(3), cells.get(2));
    }

    List<Whose> targets() {
      return thing.isEmpty() ? List.of(Whose.OWN) : List.of(Whose.values());
    }

    /** Whether the answer should name the thing, because the params do not. */
    boolean lists() {
      return !thing.isEmpty() && (!params.contains("$") || params.contains("$?"));
    }

    @Override
    public String toString() {
      return method + " " + thing + " " + params;
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(Row::of);
  }

  @BeforeAll
  void start() {
    server = TestServer.on(database);
  }

  @AfterAll
  void stop() {
    threads.close();
    server().close();
  }

  private TestServer server() {
    return Objects.requireNonNull(server);
  }

  @Test
  void everyMethodIsInTheTable() {
    var all = server().bellhop().registry().methods().stream().map(Method::name).toList();

    assertThat(rows().map(Row::method).collect(Collectors.toSet())).containsAll(all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void eachRoleIsAnswered(Row row) {
    boolean connected = isConnected(row);

    forgetLimits();

    String answers =
        row.targets().stream().map(whose -> asked(row, whose, connected)).toList().stream()
            .map(RolesTest::joined)
            .collect(Collectors.joining(" "));

    assertThat(answers).isEqualTo(row.expected);
  }

  /** What it depends on is the same; so one target suffices. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void eachRoleIsAnsweredTheSameOverAConnection(Row row) {
    Whose whose = row.thing.isEmpty() ? Whose.OWN : Whose.FOREIGN;
    forgetLimits();

    String answers = joined(asked(row, whose, true));

    assertThat(answers).isEqualTo(row.expected.split(" ", -1)[row.targets().indexOf(whose)]);
  }

  @Test
  void whatNeedsAConnectionIsNotThereOverHttp() {
    assertThat(rows().filter(this::isConnected))
        .isNotEmpty()
        .allSatisfy(row -> {
          var answer = server().call(row.method, row.params, server().token(Role.STAFF));
          assertThat(answer.body()).contains("method_not_found");
        });
  }

  private boolean isConnected(Row row) {
    return Objects.requireNonNull(server().bellhop().registry().method(row.method)).connected();
  }

  private void forgetLimits() {
    server().clock.advance(Duration.ofMinutes(61));
  }

  private List<Future<String>> asked(Row row, Whose whose, boolean connected) {
    return Arrays.stream(Role.values())
        .map(role -> new RightsStage(server(), role, whose, callers.incrementAndGet()))
        .map(stage -> threads.submit(() -> answer(row, stage, connected)))
        .toList();
  }

  private static String joined(List<Future<String>> answers) {
    return answers.stream().map(RolesTest::get).collect(Collectors.joining());
  }

  private static String get(Future<String> answer) {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String answer(Row row, RightsStage stage, boolean connected) {
    String thing = row.thing.isEmpty() ? "" : stage.make(row.thing);
    String params = stage.params(row.params, thing);
    try {
      JsonNode answer =
          connected ? overConnection(row, stage, params) : stage.call(row.method, params);
      return row.lists() && !answer.toString().contains(thing) ? "-" : "+";
    } catch (RpcFailure e) {
      return CODES.getOrDefault(e.code, e.code);
    }
  }

  private static JsonNode overConnection(Row row, RightsStage stage, String params) {
    try (WireClient client = stage.connect()) {
      return client.call(row.method, params);
    }
  }
}
