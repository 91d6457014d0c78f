package io.bellhop.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.auth.StaffFeature.Login;
import io.bellhop.auth.StaffFeature.Setup;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffFeatureTest {
  private static final String PASSWORD = "correct horse battery";

  private final Stage stage;
  private final StaffFeature feature;

  StaffFeatureTest(@TempDir Path folder) {
    stage = new Stage(folder);
    feature =
        new StaffFeature(
            TestSites.SITES, stage.ledger, stage.staff, stage.passwords, stage.guard());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private String invite() {
    String token = RandomText.secret();
    Instant expires = stage.now().plus(Duration.ofDays(1));
    stage.ledger.write(tx -> {
      stage.staff.addSetup(tx, "hotel", Hash.hex(token), Role.MANAGER, expires);
      return None.NONE;
    });
    return token;
  }

  private Issued setUp(String token, String email, String password) {
    return stage.call(
        feature,
        Principal.NOBODY,
        "staff.setup",
        new Setup("hotel", token, email, "Ann", password),
        Issued.class);
  }

  private Issued logIn(String email, String password, String address) {
    return stage.call(
        feature,
        Principal.NOBODY,
        address,
        null,
        "staff.login",
        new Login("hotel", email, password),
        Issued.class);
  }

  @Test
  void makesTheFirstManagerWhoThenLogsIn() {
    var made = setUp(invite(), " Ann@Hotel.example ", PASSWORD);

    var issued = logIn("ann@hotel.EXAMPLE", PASSWORD, "192.0.2.1");

    assertThat(issued.principal()).isEqualTo(made.principal());
    assertThat(issued.principal().role()).isEqualTo("manager");
    var principal = stage.tokens.authenticate(issued.token());
    assertThat(principal.role()).isEqualTo(Role.MANAGER);
    assertThat(principal.expires()).isEqualTo(stage.now().plus(Duration.ofHours(12)));
  }

  @Test
  void takesASetupTokenOnceAndForADay() {
    var token = invite();
    setUp(token, "ann@hotel", PASSWORD);
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> setUp(token, "bob@hotel", PASSWORD));

    var late = invite();
    stage.clock.advance(Duration.ofDays(1));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> setUp(late, "bob@hotel", PASSWORD));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> setUp("x", "bob@hotel", PASSWORD));
  }

  @Test
  void letsOneOfManyRacingSetupsWin() throws Exception {
    var token = invite();
    List<Callable<Boolean>> races = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String email = "ann" + i + "@hotel";
      races.add(() -> wins(token, email));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int winners = 0;
      for (var race : threads.invokeAll(races)) {
        winners += race.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  private boolean wins(String token, String email) {
    try {
      setUp(token, email, PASSWORD);
      return true;
    } catch (BellhopException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      return false;
    }
  }

  @Test
  void refusesPoorPasswordsAndAddresses() {
    var token = invite();

    Thrown.by(ErrorCode.INVALID_PARAMS, () -> setUp(token, "ann@hotel", "short"));
    Thrown.by(ErrorCode.INVALID_PARAMS, () -> setUp(token, "ann@hotel", "aaaaaaaaaaaa"));
    Thrown.by(
        ErrorCode.INVALID_PARAMS, () -> setUp(token, "ann@hotel.example", "ann@hotel.example1"));
    Thrown.by(ErrorCode.INVALID_PARAMS, () -> setUp(token, "ann", PASSWORD));
    assertThat(setUp(token, "ann@hotel", PASSWORD).token()).isNotEmpty();
  }

  @Test
  void answersTheSameForAWrongPasswordAndAnUnknownAddress() {
    setUp(invite(), "ann@hotel", PASSWORD);

    var wrong = Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("ann@hotel", "nope", "192.0.2.1"));
    var unknown =
        Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("bob@hotel", "nope", "192.0.2.1"));

    assertThat(unknown.detail()).isEqualTo(wrong.detail());
  }

  @Test
  void slowsDownGuessingAtAnAccount() {
    setUp(invite(), "ann@hotel", PASSWORD);
    for (int i = 0; i < 5; i++) {
      String address = "192.0.2." + i;
      Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("ann@hotel", "nope", address));
    }

    for (long wait = 1; wait <= 512; wait *= 2) {
      String address = "198.51.100." + wait % 251;
      var limited = Thrown.by(ErrorCode.RATE_LIMITED, () -> logIn("ann@hotel", PASSWORD, address));
      assertThat(limited.after()).isEqualTo(Duration.ofSeconds(wait));
      stage.clock.advance(Duration.ofSeconds(wait));
      Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("ann@hotel", "nope", address));
    }
    var longest =
        Thrown.by(ErrorCode.RATE_LIMITED, () -> logIn("ann@hotel", PASSWORD, "203.0.113.1"));
    assertThat(longest.after()).isEqualTo(Duration.ofMinutes(15));
    stage.clock.advance(Duration.ofMinutes(15));
    assertThat(logIn("ann@hotel", PASSWORD, "203.0.113.1").token()).isNotEmpty();
    assertThat(logIn("ann@hotel", PASSWORD, "203.0.113.1").token()).isNotEmpty();
  }

  @Test
  void slowsDownAnAddressThatTriesManyAccounts() {
    for (int i = 0; i < 20; i++) {
      String email = "a" + i + "@hotel";
      Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn(email, "nope", "192.0.2.7"));
    }

    Thrown.by(ErrorCode.RATE_LIMITED, () -> logIn("b@hotel", "nope", "192.0.2.7"));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("b@hotel", "nope", "192.0.2.8"));
  }

  @Test
  void countsGuessesAtAllServersTogetherAndForgivesThemTogether() {
    setUp(invite(), "ann@hotel", PASSWORD);
    var other =
        new StaffFeature(
            TestSites.SITES, stage.ledger, stage.staff, stage.passwords, stage.guard());
    for (int i = 0; i < 4; i++) {
      Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("ann@hotel", "nope", "192.0.2.1"));
    }
    assertThat(logInAt(other, PASSWORD).token()).isNotEmpty();
    for (int i = 0; i < 5; i++) {
      Thrown.by(ErrorCode.UNAUTHENTICATED, () -> logIn("ann@hotel", "nope", "192.0.2.1"));
    }

    var limited = Thrown.by(ErrorCode.RATE_LIMITED, () -> logInAt(other, PASSWORD));

    assertThat(limited.after()).isEqualTo(Duration.ofSeconds(1));
  }

  private Issued logInAt(StaffFeature other, String password) {
    return stage.call(
        other,
        Principal.NOBODY,
        "staff.login",
        new Login("hotel", "ann@hotel", password),
        Issued.class);
  }

  @Test
  void letsAWholeShiftInFromOneAddress() {
    setUp(invite(), "ann@hotel", PASSWORD);

    for (int i = 0; i < 50; i++) {
      assertThat(logIn("ann@hotel", PASSWORD, "192.0.2.7").token()).isNotEmpty();
    }
  }

  @Test
  void makesAWeakHashStrongerAtTheNextLogin() {
    setUp(invite(), "ann@hotel", PASSWORD);
    try (var stronger = new Passwords(2_000)) {
      var next =
          new StaffFeature(TestSites.SITES, stage.ledger, stage.staff, stronger, stage.guard());
      stage.call(
          next,
          Principal.NOBODY,
          "staff.login",
          new Login("hotel", "ann@hotel", PASSWORD),
          Issued.class);
    }

    var stored = stage.staff.find("hotel", "ann@hotel").orElseThrow().password();
    assertThat(stored).startsWith("pbkdf2-sha256$2000$");
    assertThat(logIn("ann@hotel", PASSWORD, "192.0.2.1").token()).isNotEmpty();
  }

  @Test
  void keepsPasswordsOfDifferentSitesApart() {
    setUp(invite(), "ann@hotel", PASSWORD);

    Thrown.by(
        ErrorCode.UNAUTHENTICATED,
        () ->
            stage.call(
                feature,
                Principal.NOBODY,
                "staff.login",
                new Login("salon", "ann@hotel", PASSWORD),
                Issued.class));
  }
}
