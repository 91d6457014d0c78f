package io.bellhop.auth;

import static io.bellhop.auth.TestSites.claims;
import static io.bellhop.auth.TestSites.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.auth.ApiKeyFeature.Create;
import io.bellhop.auth.ApiKeyFeature.Created;
import io.bellhop.auth.ApiKeyFeature.Keys;
import io.bellhop.auth.RevocationFeature.Revoke;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Limit;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import io.bellhop.protocol.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private final Stage stage;
  private final ApiKeyFeature apiKeys;
  private final RevocationFeature revocation;
  private final GuestFeature guests;

  TokensTest(@TempDir Path folder) {
    stage = new Stage(folder);
    apiKeys = new ApiKeyFeature(stage.ledger, stage.keys, stage.revoker);
    revocation = new RevocationFeature(stage.ledger, stage.revoker, stage.keys);
    guests = new GuestFeature(TestSites.SITES, new Limit(3, 1), stage.shared());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Principal authenticate(String token) {
    return stage.tokens.authenticate(token);
  }

  private void revoke(@Nullable String principal, @Nullable String token) {
    stage.call(
        revocation, stage.manager(), "auth.revoke", new Revoke(principal, token), None.class);
  }

  private Created create(String name) {
    return stage.call(apiKeys, stage.manager(), "apikey.create", new Create(name), Created.class);
  }

  @Test
  void remembersATokenButNotPastItsEnd() {
    var token = token(claims());

    assertThat(authenticate(token)).isSameAs(authenticate(token));
    stage.clock.advance(Duration.ofHours(2));
    Thrown.by(ErrorCode.TOKEN_EXPIRED, () -> authenticate(token));
  }

  @Test
  void refusesWhatWasIssuedToAPrincipalBeforeItsRevocation() {
    var before = token(claims());
    authenticate(before);
    revoke("ann", null);
    stage.clock.advance(Duration.ofSeconds(1));
    var after = token(claims().issueTime(java.util.Date.from(stage.now())));

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> authenticate(before));
    assertThat(authenticate(after).id()).isEqualTo("ann");
    assertThat(authenticate(token(claims().subject("bob"))).id()).isEqualTo("bob");
  }

  @Test
  void refusesARevokedTokenOnly() {
    var one = token(claims().jwtID("one"));
    var two = token(claims().jwtID("two"));

    revoke(null, "one");

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> authenticate(one));
    assertThat(authenticate(two).id()).isEqualTo("ann");
  }

  @Test
  void endsTheSessionsThatARevocationHits() {
    revoke("ann", null);

    assertThat(stage.live.ended).isNotEmpty();
    assertThat(stage.live.ended)
        .allMatch(hits -> hits.test(Stage.principal("hotel", "ann", Role.GUEST)))
        .noneMatch(hits -> hits.test(Stage.principal("salon", "ann", Role.GUEST)))
        .noneMatch(hits -> hits.test(Stage.principal("hotel", "bob", Role.GUEST)));
  }

  @Test
  void enforcesRevocationsOfOtherNodesFromTheEventOrTheTable() {
    var codec = new io.bellhop.json.JacksonCodec();
    var memory = new Revocations();
    var live = new Stage.Ears();
    var node = new Revoker(new RevocationStore(stage.ledger), memory, live, codec, stage.clock);
    revoke("ann", null);

    node.catchUp();
    node.catchUp();

    assertThat(memory.hit(Stage.principal("hotel", "ann", Role.GUEST))).isTrue();
    assertThat(live.ended).hasSize(1);
    stage.clock.advance(Revocation.LIFE.plusSeconds(1));
    node.catchUp();
    assertThat(memory.hit(Stage.principal("hotel", "ann", Role.GUEST))).isFalse();
  }

  @Test
  void revokesEitherAPrincipalOrAToken() {
    Thrown.by(ErrorCode.INVALID_PARAMS, () -> revoke(null, null));
    Thrown.by(ErrorCode.INVALID_PARAMS, () -> revoke("a", "b"));
  }

  @Test
  void letsNobodyNearItsOwnChannel() {
    Namespace namespace = revocation.namespaces().getFirst();
    var channel = new io.bellhop.engine.Channel("hotel", "auth:revocations");

    for (Role role : Role.values()) {
      for (Right right : Right.values()) {
        assertThat(namespace.permits(Stage.principal("hotel", "x", role), right, channel))
            .isFalse();
      }
    }
  }

  @Test
  void takesAnApiKeyUntilItIsRevoked() {
    var made = create("till");

    var principal = authenticate(made.key());
    assertThat(principal.role()).isEqualTo(Role.BACKEND);
    assertThat(principal.site()).isEqualTo("hotel");
    assertThat(principal.expires()).isEqualTo(Instant.MAX);
    stage.clock.advance(Duration.ofSeconds(1));
    stage.call(
        apiKeys, stage.manager(), "apikey.revoke", new ApiKeyFeature.Revoke(made.id()), None.class);

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> authenticate(made.key()));
    assertThat(stage.live.ended).anyMatch(hits -> hits.test(principal));
    stage.clock.advance(Duration.ofDays(100));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> authenticate(made.key()));
  }

  @Test
  void withdrawsTheKeyOfARevokedPrincipalForGood() {
    var made = create("till");
    revoke(authenticate(made.key()).id(), null);

    stage.clock.advance(Revocation.LIFE.plusDays(1));
    stage.revoker.catchUp();

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> authenticate(made.key()));
  }

  @Test
  void listsKeysWithoutTheirSecrets() {
    var made = create("till");

    var listed = stage.call(apiKeys, stage.manager(), "apikey.list", None.NONE, Keys.class).keys();

    assertThat(listed).containsExactly(new ApiKey(made.id(), "till", stage.now()));
    var other = Stage.principal("salon", "boss", Role.MANAGER);
    assertThat(stage.call(apiKeys, other, "apikey.list", None.NONE, Keys.class).keys()).isEmpty();
    Thrown.by(
        ErrorCode.NOT_FOUND,
        () ->
            stage.call(
                apiKeys, other, "apikey.revoke", new ApiKeyFeature.Revoke(made.id()), None.class));
  }

  @Test
  void makesOneKeyPerIdempotencyKeyAndShowsItOnce() {
    var key = new Ledger.Key("hotel", "boss", "k1", "hash");
    stage.call(
        apiKeys, stage.manager(), "a", key, "apikey.create", new Create("till"), Created.class);

    Thrown.by(
        ErrorCode.CONFLICT,
        () ->
            stage.call(
                apiKeys,
                stage.manager(),
                "a",
                key,
                "apikey.create",
                new Create("till"),
                Created.class));
    assertThat(stage.keys.list("hotel")).hasSize(1);
  }

  @Test
  void refusesKeysThatOnlyLookRight() {
    var made = create("till");
    var key = made.key();
    var last = key.endsWith("A") ? "B" : "A";

    for (String bad :
        Set.of(
            "bhk_",
            "bhk_x",
            key + "A",
            key.substring(1),
            key.substring(0, key.length() - 1) + last)) {
      Thrown.by(ErrorCode.UNAUTHENTICATED, () -> authenticate(bad));
    }
  }

  @Test
  void givesEachGuestAnIdOfItsOwn() {
    var ids = new HashSet<String>();
    for (int i = 0; i < 3; i++) {
      var issued = visit("hotel", "192.0.2." + i, "Ann");
      var principal = authenticate(issued.token());
      assertThat(principal.role()).isEqualTo(Role.GUEST);
      assertThat(principal.name()).isEqualTo("Ann");
      assertThat(principal.expires()).isEqualTo(issued.expires());
      assertThat(issued.principal().id()).isEqualTo(principal.id());
      ids.add(principal.id());
    }

    assertThat(ids).hasSize(3).allMatch(id -> id.startsWith("guest-"));
  }

  @Test
  void limitsTheGuestsOfAnAddressOrNetwork() {
    for (int i = 0; i < 3; i++) {
      visit("hotel", "2001:db8::" + i, null);
    }

    var thrown = Thrown.by(ErrorCode.RATE_LIMITED, () -> visit("hotel", "2001:db8::9", null));
    assertThat(thrown.after()).isEqualTo(Duration.ofSeconds(1));
    assertThat(visit("hotel", "2001:db8:0:1::9", null).token()).isNotEmpty();
    stage.clock.advance(Duration.ofSeconds(1));
    assertThat(visit("hotel", "2001:db8::9", null).token()).isNotEmpty();
  }

  @Test
  void countsGuestsOfOneAddressAtAllServersTogether() {
    var other = new GuestFeature(TestSites.SITES, new Limit(3, 1), stage.shared());
    for (int i = 0; i < 3; i++) {
      visit("hotel", "192.0.2.1", null);
    }

    Thrown.by(
        ErrorCode.RATE_LIMITED,
        () ->
            stage.call(
                other,
                Principal.NOBODY,
                "auth.guest",
                new GuestFeature.Visit("hotel", null),
                Issued.class));
  }

  @Test
  void takesGuestsOnlyWhereTheSiteDoes() {
    Thrown.by(ErrorCode.FORBIDDEN, () -> visit("salon", "192.0.2.1", null));
    Thrown.by(ErrorCode.NOT_FOUND, () -> visit("nowhere", "192.0.2.1", null));
  }

  private Issued visit(String site, String address, @Nullable String name) {
    return stage.call(
        guests,
        Principal.NOBODY,
        address,
        null,
        "auth.guest",
        new GuestFeature.Visit(site, name),
        Issued.class);
  }

  @Test
  void allowsTheOriginsOfASiteAndOfTheServerItself() {
    assertThat(stage.tokens.allows("hotel", "https://hotel.example")).isTrue();
    assertThat(stage.tokens.allows("hotel", "https://live.example")).isTrue();
    assertThat(stage.tokens.allows("hotel", "https://salon.example")).isFalse();
    assertThat(Origins.of(URI.create("http://localhost:8080/")))
        .containsExactlyInAnyOrder(
            "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080");
    assertThat(stage.tokens.allows("hotel", "null")).isFalse();
    assertThat(stage.tokens.allows("nowhere", "https://hotel.example")).isFalse();
    assertThat(stage.tokens.allowsSomewhere("https://salon.example")).isTrue();
    assertThat(stage.tokens.allowsSomewhere("https://evil.example")).isFalse();
  }
}
