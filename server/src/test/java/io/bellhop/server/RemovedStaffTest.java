package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Who is removed from the staff is given no more work, and what they had goes to others. */
@ParameterizedClass
@EnumSource(Database.class)
class RemovedStaffTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private String manager = "";
  private String kari = "";
  private String nils = "";
  private String id = "";

  @BeforeEach
  void start() {
    server = TestServer.on(database);
    manager = server.token(Role.MANAGER);
    kari = server.token(TestServer.HOTEL, "kari", Role.STAFF);
    String link = call(manager, "staff.invite", "{\"role\":\"staff\"}").get("url").stringValue();
    JsonNode issued =
        call(
            null,
            "staff.setup",
            """
            {"site":"hotel","setup":"%s","email":"nils@hotel.example","name":"Nils",
             "password":"a good password"}\
            """
                .formatted(link.substring(link.indexOf("#setup=") + "#setup=".length())));
    nils = issued.get("token").stringValue();
    id = issued.at("/principal/id").stringValue();
    server.clock.advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(@Nullable String token, String method, String params) {
    return server.call(method, params, token);
  }

  private JsonNode call(@Nullable String token, String method, String params) {
    HttpResponse<String> response = send(token, method, params);
    assertThat(response.statusCode()).as(method + " " + response.body()).isEqualTo(200);
    return WireClient.JSON.readTree(response.body());
  }

  private String begin(String customer) {
    String token = server.token(TestServer.HOTEL, customer, Role.CUSTOMER);
    return call(token, "desk.start", "{\"text\":\"Hello?\"}").get("room").stringValue();
  }

  private static String room(String room) {
    return "{\"room\":\"%s\"}".formatted(room);
  }

  private void remove() {
    call(manager, "staff.remove", "{\"id\":\"%s\"}".formatted(id));
  }

  private String assignee(String room) {
    return call(kari, "desk.conversation", room(room)).at("/conversation/assignee/id").asString("");
  }

  private List<String> agents() {
    return call(kari, "desk.agents", "{}")
        .get("agents")
        .valueStream()
        .map(agent -> agent.at("/person/id").stringValue())
        .toList();
  }

  @Test
  void whatTheyHadToDoGoesToOthersAndWhatTheyDidStaysTheirs() {
    call(nils, "desk.available", "{\"available\":true}");
    String done = begin("ann");
    call(nils, "desk.resolve", room(done));
    String snoozed = begin("bob");
    String until = server.now().plusSeconds(3_600).toString();
    call(nils, "desk.snooze", "{\"room\":\"%s\",\"until\":\"%s\"}".formatted(snoozed, until));
    String open = begin("cat");
    call(kari, "desk.available", "{\"available\":true}");

    remove();

    assertThat(assignee(open)).isEqualTo("kari");
    assertThat(assignee(snoozed)).isEmpty();
    assertThat(assignee(done)).isEqualTo(id);
    assertThat(agents()).containsExactly("kari");
    String toNils = "{\"room\":\"%s\",\"to\":\"%s\"}".formatted(open, id);
    assertThat(send(kari, "desk.assign", toNils).body()).contains("there is no such agent");
    String mention =
        "{\"room\":\"%s~notes\",\"text\":\"a\",\"mentions\":[\"%s\"]}".formatted(open, id);
    assertThat(send(kari, "chat.send", mention).body()).contains("invalid_params");
  }

  @Test
  void whatNobodyElseTakesWaits() {
    call(nils, "desk.available", "{\"available\":true}");
    String open = begin("ann");

    remove();

    assertThat(assignee(open)).isEmpty();
    assertThat(call(kari, "desk.counts", "{}").get("unassigned").intValue()).isOne();
  }

  @Test
  void howeverMuchTheyHad() {
    call(nils, "desk.available", "{\"available\":false}");
    for (int i = 0; i < 55; i++) {
      call(
          manager,
          "desk.assign",
          "{\"room\":\"%s\",\"to\":\"%s\",\"over\":true}".formatted(begin("guest-" + i), id));
    }

    remove();

    await()
        .atMost(PATIENCE)
        .until(() -> call(kari, "desk.counts", "{}").get("unassigned").intValue() == 55);
  }

  private String group(int number) {
    String params =
        "{\"kind\":\"group\",\"name\":\"%d\",\"members\":[\"%s\"]}".formatted(number, id);
    server.clock.advance(Duration.ofSeconds(1));
    return call(kari, "chat.create", params).get("room").stringValue();
  }

  private List<String> members(String group) {
    return call(kari, "chat.members", room(group))
        .get("members")
        .valueStream()
        .map(member -> member.get("id").stringValue())
        .toList();
  }

  @Test
  void theyAreMembersOfNoRoomHoweverMany() {
    List<String> groups = IntStream.range(0, 55).mapToObj(this::group).toList();
    assertThat(members(groups.getLast())).contains(id);

    remove();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(groups)
                .allSatisfy(group -> assertThat(members(group)).containsExactly("kari")));
  }

  @Test
  void aCallThatWasUnderWayMakesThemNoAgentForLong() {
    remove();
    server.clock.advance(Duration.ofSeconds(1));
    // What was let in before looks like what comes with a younger token.
    String late = server.token(TestServer.HOTEL, id, Role.STAFF);
    call(late, "desk.available", "{\"available\":true}");
    String open = begin("ann");
    assertThat(assignee(open)).isEqualTo(id);

    server.clock.advance(Duration.ofMinutes(1));

    await().atMost(PATIENCE).until(() -> agents().isEmpty());
    assertThat(assignee(open)).isEmpty();
  }
}
