package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Agents who are connected nowhere any more stop being available after a while. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(Database.class)
class AvailabilityTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final Channel INBOX = new Channel(TestServer.HOTEL, "desk:inbox");

  @Parameter Database database = Database.SQLITE;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.on(database);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WireClient client(String id, Role role) {
    return WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, role));
  }

  private WireClient agent(String id) {
    WireClient agent = client(id, Role.STAFF);
    agent.call("desk.available", "{\"available\":true}");
    return agent;
  }

  private JsonNode ask(String method, String params) {
    return WireClient.JSON.readTree(server.call(method, params, server.token(Role.MANAGER)).body());
  }

  private String start(String customer) {
    return client(customer, Role.GUEST)
        .call("desk.start", "{\"text\":\"Hello?\"}")
        .get("room")
        .stringValue();
  }

  private String assignee(String room) {
    return ask("desk.conversation", "{\"room\":\"%s\"}".formatted(room))
        .at("/conversation/assignee/id")
        .asString("");
  }

  private boolean isAvailable(String agent) {
    return ask("desk.agents", "{}")
        .get("agents")
        .valueStream()
        .filter(one -> one.at("/person/id").stringValue().equals(agent))
        .anyMatch(one -> one.get("available").booleanValue());
  }

  /** Until the grace in which a connection may come back is over. */
  private void awaitGone(String person) {
    Instant before = server.now();
    await()
        .atMost(PATIENCE)
        .until(() -> {
          server.clock.advance(Duration.ofSeconds(2));
          return !server
              .bellhop()
              .ledger()
              .query(
                  "SELECT 1 FROM presence_person WHERE person = ? AND seen_at > ?",
                  row -> true,
                  person,
                  before)
              .isEmpty();
        });
  }

  /** Moves the clock, in steps if somebody is to stay connected; carries out every timer. */
  private void pass(Duration time, WireClient... connected) {
    Duration step = connected.length == 0 ? time : STEP;
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      server.clock.advance(step);
      Arrays.stream(connected).forEach(client -> client.call("ping", "{}"));
      awaitTimers();
    }
  }

  private void awaitTimers() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            server
                .bellhop()
                .ledger()
                .query(
                    "SELECT 1 FROM timer WHERE kind = 'desk.look' AND due_at <= ?",
                    row -> true,
                    server.now().minusMillis(100))
                .isEmpty());
  }

  @Test
  void whoIsGoneForAWhileIsGivenNothingMoreAndKeepsTheirs() {
    WireClient kari = agent("kari");
    String before = start("ann");
    kari.close();
    awaitGone("kari");
    pass(Duration.ofMinutes(4));
    assertThat(isAvailable("kari")).isTrue();

    pass(Duration.ofMinutes(2));

    assertThat(isAvailable("kari")).isFalse();
    assertThat(assignee(before)).isEqualTo("kari");
    String after = start("bob");
    assertThat(assignee(after)).isEmpty();
    agent("ola");
    assertThat(assignee(after)).isEqualTo("ola");
    assertThat(server.bellhop().ledger().read(INBOX, 0, 100))
        .filteredOn(event -> event.type().equals("agent"))
        .extracting(event -> WireClient.JSON.readTree(event.data().text()))
        .anyMatch(agent ->
            agent.at("/person/id").stringValue().equals("kari")
                && !agent.get("available").booleanValue());
  }

  @Test
  void whoComesBackInTimeStaysAvailableHoweverOften() {
    WireClient kari = agent("kari");
    for (int i = 0; i < 3; i++) {
      kari.close();
      awaitGone("kari");
      pass(Duration.ofMinutes(3));
      kari = client("kari", Role.STAFF);
      // Also shorter than the pace at which absences are looked for.
      pass(STEP.multipliedBy(i + 1), kari);
    }
    assertThat(isAvailable("kari")).isTrue();
    assertThat(assignee(start("ann"))).isEqualTo("kari");
  }

  @Test
  void whoIsConnectedStaysAvailable() {
    WireClient kari = agent("kari");

    pass(Duration.ofMinutes(7), kari);

    assertThat(isAvailable("kari")).isTrue();
  }

  @Test
  void whoDoesNotComeBackAfterARestartLapses() {
    agent("kari");
    agent("ola");
    server.clock.advance(STEP);

    server.restart();
    WireClient ola = client("ola", Role.STAFF);
    pass(Duration.ofMinutes(4), ola);
    assertThat(isAvailable("kari")).isTrue();
    pass(Duration.ofMinutes(3), ola);

    assertThat(isAvailable("kari")).isFalse();
    assertThat(isAvailable("ola")).isTrue();
  }

  @Test
  void whoSaysThatTheyAreNotAvailableIsLeftAlone() {
    WireClient kari = agent("kari");
    kari.call("desk.available", "{\"available\":false}");

    assertThat(
            server
                .bellhop()
                .ledger()
                .query("SELECT 1 FROM timer WHERE kind = 'desk.look'", row -> true))
        .isEmpty();
  }
}
