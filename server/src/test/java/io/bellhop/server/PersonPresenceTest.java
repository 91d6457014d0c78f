package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Statuses of people, over all their devices. */
@ParameterizedClass
@EnumSource(Database.class)
class PersonPresenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(6);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private WireClient staff;

  @BeforeEach
  void start() {
    server = TestServer.on(database);
    staff = server.connect(Role.STAFF);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonNode shown(WireClient client, String person) {
    return client.call("presence.of", "{\"people\":[\"%s\"]}".formatted(person)).at("/people/0");
  }

  private static String status(WireClient client, String person) {
    return shown(client, person).get("status").stringValue();
  }

  private void becomes(String person, String status) {
    afterTheGrace(() -> assertThat(status(staff, person)).isEqualTo(status));
  }

  /**
   * That a line has ended is known a moment later, and the grace counts from then; but too many
   * graces would be a silence that ends the other lines.
   */
  private void afterTheGrace(ThrowingRunnable assertion) {
    int[] looks = {0};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          if (looks[0]++ % 10 == 1 && looks[0] < 32) {
            server.clock.advance(GRACE);
          }
          assertion.run();
        });
  }

  private static void here(WireClient client, String device, boolean active) {
    client.call("presence.here", "{\"device\":\"%s\",\"active\":%b}".formatted(device, active));
  }

  @Test
  void isOnePersonOverAllDevices() {
    assertThat(status(staff, "ann")).isEqualTo("offline");
    WireClient phone = server.connect("ann");
    WireClient desktop = server.connect("ann");
    here(phone, "phone", false);
    here(desktop, "desktop", true);

    assertThat(status(staff, "ann")).isEqualTo("online");
    assertThat(shown(staff, "ann").get("devices").toString()).isEqualTo("[\"desktop\",\"phone\"]");

    here(desktop, "desktop", false);
    becomes("ann", "away");
    here(phone, "phone", true);
    assertThat(status(staff, "ann")).isEqualTo("online");
    desktop.close();
    phone.close();
    becomes("ann", "offline");
    assertThat(shown(staff, "ann").get("devices")).isEmpty();
  }

  @Test
  void remembersWhenSomebodyWasLastThere() {
    server.connect("ann").close();

    afterTheGrace(() -> assertThat(shown(staff, "ann").has("seen")).isTrue());
  }

  @Test
  void aChoiceHoldsUntilItsTimeIsOver() {
    WireClient ann = server.connect("ann");
    ann.call(
        "presence.choose",
        "{\"status\":\"busy\",\"text\":\"In a meeting\",\"emoji\":\"📅\",\"until\":\"%s\"}"
            .formatted(server.now().plusSeconds(600)));

    JsonNode busy = shown(staff, "ann");
    assertThat(busy.get("status").stringValue()).isEqualTo("busy");
    assertThat(busy.get("text").stringValue()).isEqualTo("In a meeting");
    server.clock.advance(Duration.ofMinutes(10));
    assertThat(status(staff, "ann")).isEqualTo("online");
    assertThat(shown(staff, "ann").has("text")).isFalse();
  }

  @Test
  void whoChoosesToBeOfflineLooksSo() {
    WireClient ann = server.connect("ann");
    here(ann, "phone", true);

    ann.call("presence.choose", "{\"status\":\"offline\"}");

    JsonNode hidden = shown(staff, "ann");
    assertThat(hidden.get("status").stringValue()).isEqualTo("offline");
    assertThat(hidden.has("since")).isFalse();
    assertThat(hidden.get("devices")).isEmpty();
  }

  @Test
  void tellsThoseWhoWatch() {
    staff.call("subscribe", "{\"channel\":\"person:ann\"}");

    WireClient ann = server.connect("ann");
    ann.call("presence.choose", "{\"status\":\"busy\"}");
    ann.close();

    afterTheGrace(() ->
        assertThat(Received.events(staff.notices(), "person:ann"))
            .extracting(event -> event.at("/data/status").stringValue())
            .containsSubsequence("online", "busy", "offline"));
  }

  @Test
  void customersSeeTheStaffAndThemselvesOnly() {
    WireClient ann = server.connect("ann");
    server.connect("bob");

    // That the staff are staff is written down a moment after they come.
    await().atMost(PATIENCE).until(() -> !shown(ann, "staff").isMissingNode());
    JsonNode seen = ann.call("presence.of", "{\"people\":[\"bob\",\"staff\",\"ann\",\"nobody\"]}");

    assertThat(seen.get("people").valueStream().map(p -> p.get("person").stringValue()).toList())
        .isEqualTo(List.of("staff", "ann"));
    assertThatThrownBy(() -> ann.call("subscribe", "{\"channel\":\"person:bob\"}"))
        .hasMessageStartingWith("forbidden");
  }

  @Test
  void anItemsViewersAreCountedAndNotNamed() {
    WireClient ann = server.connect("ann");
    ann.call("subscribe", "{\"channel\":\"view:car-42\",\"presence\":true}");
    JsonNode answer =
        server.connect("bob").call("subscribe", "{\"channel\":\"view:car-42\",\"presence\":true}");

    assertThat(answer.get("count").intValue()).isEqualTo(2);
    assertThat(answer.has("members")).isFalse();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Received.events(ann.notices(), "view:car-42"))
                .extracting(event -> event.get("data").toString())
                .contains("{\"count\":2}"));
  }

  @Test
  void refusesAChoiceForThePastOrForEver() {
    WireClient ann = server.connect("ann");

    for (String until : List.of("2020-01-01T00:00:00Z", "2199-01-01T00:00:00Z")) {
      assertThatThrownBy(() ->
              ann.call(
                  "presence.choose", "{\"status\":\"away\",\"until\":\"%s\"}".formatted(until)))
          .hasMessageStartingWith("invalid_params");
    }
  }
}
