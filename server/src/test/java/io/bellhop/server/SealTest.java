package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlTx;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The keys of encrypted conversations on their way; what is in the envelopes is the clients'. */
@ParameterizedClass
@EnumSource(Database.class)
class SealTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private WireClient kari;
  private WireClient ola;
  private WireClient ann;
  private String room = "";

  @BeforeEach
  void start() {
    server = TestServer.on(database);
    kari = agent("kari");
    ann = server.connect("ann");
    register(ann, "ann-phone");
    register(kari, "kari-desk");
    room =
        ann.call("desk.start", "{\"encrypted\":true,\"clientId\":\"1\"}").get("room").stringValue();
    ola = agent("ola");
    register(ola, "ola-desk");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WireClient agent(String id) {
    WireClient agent =
        WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, Role.STAFF));
    agent.call("desk.available", "{\"available\":true}");
    return agent;
  }

  private static void register(WireClient client, String device) {
    client.call(
        "seal.register",
        "{\"device\":\"%s\",\"name\":\"Test\",\"publicKey\":\"%s\"}"
            .formatted(device, publicKey()));
  }

  private static String publicKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
      byte[] point = new byte[65];
      point[0] = 4;
      copy(key.getW().getAffineX().toByteArray(), point, 33);
      copy(key.getW().getAffineY().toByteArray(), point, 65);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A coordinate as 32 bytes that end before {@code end}. */
  private static void copy(byte[] number, byte[] point, int end) {
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, point, end - length, length);
  }

  private JsonNode wrap(WireClient by, String from, String key, String person, String device) {
    return by.call(
        "seal.wrap",
        """
        {"room":"%s","key":"%s","from":"%s",
         "envelopes":[{"person":"%s","device":"%s","sealed":"c2VhbGVk-%s"}]}
        """
            .formatted(room, key, from, person, device, device));
  }

  private List<String> keys(WireClient client, String device) {
    return client
        .call("seal.keys", "{\"room\":\"%s\",\"device\":\"%s\"}".formatted(room, device))
        .get("keys")
        .valueStream()
        .map(key -> key.get("key").stringValue() + " " + key.get("sealed").stringValue())
        .toList();
  }

  private List<String> readers(WireClient client) {
    return client
        .call("seal.readers", "{\"room\":\"%s\"}".formatted(room))
        .get("devices")
        .valueStream()
        .map(device -> device.get("device").stringValue())
        .toList();
  }

  private List<String> holders(WireClient client) {
    return client
        .call("seal.readers", "{\"room\":\"%s\"}".formatted(room))
        .get("holders")
        .valueStream()
        .map(one -> one.get("key").stringValue() + " " + one.get("device").stringValue())
        .toList();
  }

  @Test
  void aKeyReachesTheDevicesOfThoseInTheConversation() {
    assertThat(readers(ann)).containsExactly("ann-phone", "kari-desk");
    kari.call("subscribe", "{\"channel\":\"chat:%s\"}".formatted(room));

    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");

    assertThat(keys(kari, "kari-desk")).containsExactly("key-0001 c2VhbGVk-kari-desk");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Received.events(kari.notices(), "chat:" + room))
                .anyMatch(event -> event.get("type").stringValue().equals("keys")));
  }

  @Test
  void noKeyIsLeftOfAConversationWhoseCustomerWasErased() {
    wrap(ann, "ann-phone", "key-0001", "ann", "ann-phone");
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");

    server.connect(Role.MANAGER).call("person.erase", "{\"person\":\"ann\"}");

    assertThat(DatabaseDump.linesWith(server.bellhop().ledger(), "ann-phone", "key-0001"))
        .noneMatch(line -> line.startsWith("seal_"));
  }

  @Test
  void theKeysOfAGroupStayWhenAMemberIsErased() {
    room =
        kari.call(
                "chat.create",
                """
                {"kind":"group","name":"Wedding","members":["ann","ola"],"encrypted":true}\
                """)
            .get("room")
            .stringValue();
    wrap(ann, "ann-phone", "key-0002", "kari", "kari-desk");

    server.connect(Role.MANAGER).call("person.erase", "{\"person\":\"ann\"}");

    assertThat(keys(kari, "kari-desk")).containsExactly("key-0002 c2VhbGVk-kari-desk");
  }

  @Test
  void namesOfDevicesAreTheirOwnersAlone() {
    JsonNode devices = ann.call("seal.readers", "{\"room\":\"%s\"}".formatted(room)).get("devices");

    assertThat(
            devices
                .valueStream()
                .map(device ->
                    device.get("person").stringValue() + " " + device.get("name").stringValue()))
        .containsExactly("ann Test", "kari ");
  }

  @Test
  void othersGetNoKeyAndGiveNone() {
    assertThatThrownBy(() -> readers(ola)).hasMessageStartingWith("not_found");
    assertThatThrownBy(() -> wrap(ola, "ola-desk", "key-0001", "ann", "ann-phone"))
        .hasMessageStartingWith("not_found");
    assertThatThrownBy(() -> wrap(ann, "ann-phone", "key-0001", "ola", "ola-desk"))
        .hasMessageStartingWith("invalid_params");
    assertThatThrownBy(() -> wrap(ann, "kari-desk", "key-0001", "kari", "kari-desk"))
        .hasMessageStartingWith("invalid_params");
  }

  @Test
  void whoHadTheKeyGivesItToTheNext() {
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");

    kari.call("desk.assign", "{\"room\":\"%s\",\"to\":\"ola\"}".formatted(room));
    wrap(kari, "kari-desk", "key-0001", "ola", "ola-desk");

    assertThat(readers(ola)).containsExactly("ann-phone", "ola-desk");
    assertThat(keys(ola, "ola-desk")).containsExactly("key-0001 c2VhbGVk-ola-desk");
    assertThatThrownBy(() -> wrap(kari, "kari-desk", "key-0002", "ola", "ola-desk"))
        .as("a new key is not the former one's to make")
        .hasMessageStartingWith("not_found");
  }

  @Test
  void nobodyPutsAnotherEnvelopeInTheFirstOnesPlace() {
    wrap(ann, "ann-phone", "key-0001", "ann", "ann-phone");
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");

    JsonNode again =
        ann.call(
            "seal.wrap",
            """
            {"room":"%s","key":"key-0001","from":"ann-phone",
             "envelopes":[{"person":"kari","device":"kari-desk","sealed":"other"}]}
            """
                .formatted(room));

    assertThat(again.get("kept").intValue()).isZero();
    assertThat(keys(kari, "kari-desk")).containsExactly("key-0001 c2VhbGVk-kari-desk");
  }

  @Test
  void anEncryptedConversationTakesNoPlainText() {
    assertThatThrownBy(
            () -> ann.call("chat.send", "{\"room\":\"%s\",\"text\":\"secret\"}".formatted(room)))
        .hasMessageStartingWith("invalid_params");
    ann.call(
        "chat.send",
        "{\"room\":\"%s\",\"sealed\":{\"key\":\"key-0001\",\"iv\":\"aXY\",\"text\":\"Y2lwaGVy\"}}"
            .formatted(room));

    JsonNode inbox = kari.call("desk.conversation", "{\"room\":\"%s\"}".formatted(room));
    assertThat(inbox.at("/conversation/last/text").stringValue()).isEmpty();
    assertThat(inbox.at("/conversation/encrypted").booleanValue()).isTrue();
  }

  @Test
  void aForgottenDeviceGetsNothingNew() {
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");

    kari.call("seal.forget", "{\"device\":\"kari-desk\"}");

    assertThat(readers(ann)).containsExactly("ann-phone");
    assertThatThrownBy(() -> wrap(ann, "ann-phone", "key-0002", "kari", "kari-desk"))
        .hasMessageStartingWith("invalid_params");
    assertThat(keys(kari, "kari-desk")).isEmpty();
  }

  @Test
  void theOthersSeeThatAForgottenDeviceHasHadAKey() {
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");

    kari.call("seal.forget", "{\"device\":\"kari-desk\"}");

    assertThat(holders(ann)).containsExactly("key-0001 kari-desk");
    register(kari, "kari-desk");
    assertThat(holders(ann)).as("it is no stranger any more, and lacks the key").isEmpty();
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");
    assertThat(keys(kari, "kari-desk")).containsExactly("key-0001 c2VhbGVk-kari-desk");
  }

  @Test
  void whoForgotTheirDeviceHasNoKeyToGive() {
    wrap(ann, "ann-phone", "key-0001", "kari", "kari-desk");
    register(kari, "kari-phone");

    kari.call("seal.forget", "{\"device\":\"kari-desk\"}");

    assertThatThrownBy(() -> wrap(kari, "kari-phone", "key-0001", "kari", "kari-phone"))
        .hasMessageStartingWith("not_found");
  }

  @Test
  void everybodyInTheRoomSeesThatSomebodyHasOneMoreDevice() {
    kari.call("subscribe", "{\"channel\":\"user:kari\"}");
    ola.call("subscribe", "{\"channel\":\"user:ola\"}");

    register(ann, "ann-laptop");
    register(ola, "ola-phone");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(devicesTold(kari, "kari")).containsExactly("ann ann-laptop"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(devicesTold(ola, "ola")).containsExactly("ola ola-phone"));
    JsonNode last =
        kari.call("chat.history", "{\"room\":\"%s\"}".formatted(room))
            .get("messages")
            .valueStream()
            .toList()
            .getLast();
    assertThat(last.get("kind").stringValue()).isEqualTo("notice");
    assertThat(last.get("text").stringValue()).isEqualTo("device");
    assertThat(last.at("/from/id").stringValue()).isEqualTo("ann");
  }

  private static List<String> devicesTold(WireClient client, String person) {
    return Received.events(client.notices(), "user:" + person).stream()
        .filter(event -> event.get("type").stringValue().equals("device"))
        .map(event ->
            event.at("/data/person").asString("") + " " + event.at("/data/device").asString(""))
        .toList();
  }

  @Test
  void whoLooksAfterTheConversationIsSeenToHaveOneMoreDevice() {
    ann.call("subscribe", "{\"channel\":\"user:ann\"}");

    register(kari, "kari-phone");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(devicesTold(ann, "ann")).containsExactly("kari kari-phone"));
  }

  @Test
  void aGuestWhoSignsInKeepsTheDevicesAndWhatWasSealedForThem() {
    wrap(ann, "ann-phone", "key-0001", "ann", "ann-phone");
    WireClient customer =
        WireClient.connect(server.port(), server.token(TestServer.HOTEL, "anna", Role.CUSTOMER));
    register(customer, "anna-laptop");

    customer.call(
        "person.adopt",
        "{\"guestToken\":\"%s\"}".formatted(server.token(TestServer.HOTEL, "ann", Role.GUEST)));

    assertThat(readers(customer)).containsExactly("ann-phone", "anna-laptop", "kari-desk");
    JsonNode key =
        customer
            .call("seal.keys", "{\"room\":\"%s\",\"device\":\"ann-phone\"}".formatted(room))
            .at("/keys/0");
    assertThat(key.get("sealed").stringValue()).isEqualTo("c2VhbGVk-ann-phone");
    assertThat(key.get("to").stringValue()).as("what the envelope is bound to").isEqualTo("ann");
    assertThat(key.at("/from/person").stringValue()).isEqualTo("ann");
    wrap(customer, "ann-phone", "key-0001", "anna", "anna-laptop");
    assertThat(keys(customer, "anna-laptop")).containsExactly("key-0001 c2VhbGVk-anna-laptop");
    assertThat(keys(ann, "ann-phone")).isEmpty();
  }

  /** What is cut off are whole keys, and the oldest. */
  @Test
  void ofVeryManyHoldersThoseOfTheNewestKeysAreShown() {
    wrap(ann, "ann-phone", "key-zzzz", "ann", "ann-phone");
    fill();

    List<String> keys =
        ann.call("seal.readers", "{\"room\":\"%s\"}".formatted(room))
            .get("holders")
            .valueStream()
            .map(holder -> holder.get("key").stringValue())
            .toList();

    assertThat(keys).hasSize(4_998).doesNotContain("key-zzzz").isSorted();
    assertThat(keys.stream().distinct()).hasSize(1_666);
    assertThat(keys(ann, "ann-phone")).hasSize(1_000).doesNotContain("key-zzzz c2VhbGVk-ann-phone");
  }

  /**
   * 2,000 keys, later than all others, each with three holders of whom the last came much later.
   */
  private void fill() {
    String sql =
        """
        WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5999)
        INSERT INTO seal_envelope (site, room, key, person, device, sealed_for, by_person, by_device,
          by_public_key, sealed, at)
        SELECT 'hotel', ?, 'key-' || (10000 + n / 3), 'ann',
          CASE n % 3 WHEN 0 THEN 'ann-phone' WHEN 1 THEN 'ann-other' ELSE 'ann-later' END, 'ann',
          'ann', 'ann-phone', 'B', 'sealed', ? + n / 3 + CASE n % 3 WHEN 2 THEN 100000 ELSE 0 END
        FROM numbers\
        """;
    server
        .bellhop()
        .ledger()
        .write(tx -> SqlTx.of(tx).update(sql, room, server.now().plusSeconds(60).toEpochMilli()));
  }

  @Test
  void aDeviceKeepsItsKey() {
    assertThatThrownBy(() -> register(ann, "ann-phone")).hasMessageStartingWith("conflict");
  }
}
