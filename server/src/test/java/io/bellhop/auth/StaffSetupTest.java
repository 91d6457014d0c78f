package io.bellhop.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Principal;
import io.bellhop.logging.LogOf;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffSetupTest {

  @Test
  void logsALinkForEachSiteWithoutStaff(@TempDir Path folder) {
    try (var stage = new Stage(folder)) {
      var setup = setup(stage);
      var feature =
          new StaffFeature(
              TestSites.SITES, stage.ledger, stage.staff, stage.passwords, stage.guard());

      var link = logged(setup).getFirst();

      assertThat(link).startsWith("https://live.example/console/?site=hotel#setup=");
      String token = link.substring(link.indexOf("#setup=") + "#setup=".length());
      stage.call(
          feature,
          Principal.NOBODY,
          "staff.setup",
          new StaffFeature.Setup("hotel", token, "a@b", "Ann", "correct horse"),
          Issued.class);
      assertThat(logged(setup)).hasSize(1).allMatch(again -> again.contains("site=salon"));
    }
  }

  @Test
  void makesTheManagerThatASiteWithoutStaffIsGiven(@TempDir Path folder) {
    try (var stage = new Stage(folder)) {
      var setup = setup(stage);
      var feature =
          new StaffFeature(
              TestSites.SITES, stage.ledger, stage.staff, stage.passwords, stage.guard());

      var links = logged(setup, manager("Kari@Example.com", "correct horse"));
      var again = logged(setup, manager("other@example.com", "another horse"));

      var signedIn = login(stage, feature, "kari@example.com", "correct horse");
      assertThat(signedIn.principal().name()).isEqualTo("Kari");
      assertThat(signedIn.principal().role()).isEqualTo("manager");
      assertThat(stage.staff.list("hotel"))
          .extracting(Staff::email)
          .containsOnly("kari@example.com");
      assertThat(links).hasSize(1).allMatch(link -> link.contains("site=salon"));
      assertThat(again).hasSize(1).allMatch(link -> link.contains("site=salon"));
    }
  }

  @Test
  void aLinkFromBeforeIsNoGoodOnceThereIsAManager(@TempDir Path folder) {
    try (var stage = new Stage(folder)) {
      var setup = setup(stage);
      var feature =
          new StaffFeature(
              TestSites.SITES, stage.ledger, stage.staff, stage.passwords, stage.guard());
      String link = logged(setup).getFirst();
      String token = link.substring(link.indexOf("#setup=") + "#setup=".length());

      logged(setup, manager("kari@example.com", "correct horse"));

      assertThatThrownBy(() ->
              stage.call(
                  feature,
                  Principal.NOBODY,
                  "staff.setup",
                  new StaffFeature.Setup("hotel", token, "a@b", "Ann", "correct horse"),
                  Issued.class))
          .hasMessageContaining("the setup token is not valid");
    }
  }

  @Test
  void refusesAPasswordThatIsEasilyGuessed() {
    assertThat(FirstManager.accepts("kari@example.com", "correct horse")).isTrue();
    assertThat(FirstManager.accepts("kari@example.com", "too short")).isFalse();
    assertThat(FirstManager.accepts("kari@example.com", "aaaaaaaaaaaa")).isFalse();
    assertThat(FirstManager.accepts("kari@example.com", "KARI@example.com")).isFalse();
    assertThatThrownBy(() -> new FirstManager("kari@example.com", "Kari", Secret.of("short")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static StaffSetup setup(Stage stage) {
    return new StaffSetup(
        TestSites.SITES,
        stage.ledger,
        stage.staff,
        stage.passwords,
        URI.create("https://live.example/"));
  }

  private static Map<String, FirstManager> manager(String email, String password) {
    return Map.of("hotel", new FirstManager(email, "Kari", Secret.of(password)));
  }

  private static Issued login(Stage stage, StaffFeature feature, String email, String password) {
    return stage.call(
        feature,
        Principal.NOBODY,
        "staff.login",
        new StaffFeature.Login("hotel", email, password),
        Issued.class);
  }

  private static List<String> logged(StaffSetup setup) {
    return logged(setup, Map.of());
  }

  private static List<String> logged(StaffSetup setup, Map<String, FirstManager> managers) {
    try (LogOf log = new LogOf(StaffSetup.class)) {
      setup.invite(managers);
      return log.lines().stream()
          .filter(line -> line.contains("https://"))
          .map(line -> line.substring(line.indexOf("https://")))
          .toList();
    }
  }
}
