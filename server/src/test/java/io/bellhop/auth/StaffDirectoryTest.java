package io.bellhop.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.auth.StaffDirectory.Change;
import io.bellhop.auth.StaffDirectory.Colleague;
import io.bellhop.auth.StaffDirectory.Colleagues;
import io.bellhop.auth.StaffDirectory.Invite;
import io.bellhop.auth.StaffDirectory.Post;
import io.bellhop.auth.StaffDirectory.Remove;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.protocol.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffDirectoryTest {
  @TempDir Path folder = Path.of("");
  private Stage stage;
  private StaffDirectory directory;
  private StaffFeature door;
  private final Set<String> departed = new HashSet<>();

  @BeforeEach
  void open() {
    stage = new Stage(folder);
    StaffSetup setup =
        new StaffSetup(
            TestSites.SITES,
            stage.ledger,
            stage.staff,
            stage.passwords,
            URI.create("https://live.example"));
    directory =
        new StaffDirectory(
            TestSites.SITES,
            stage.ledger,
            stage.staff,
            setup,
            stage.revoker,
            (_, site, person) -> departed.add(site + "/" + person));
    door =
        new StaffFeature(
            TestSites.SITES, stage.ledger, stage.staff, stage.passwords, stage.guard());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private String invite(Post role) {
    var link =
        stage.call(
            directory, stage.manager(), "staff.invite", new Invite(role), StaffSetup.Link.class);
    assertThat(link.expires()).isEqualTo(stage.now().plus(Duration.ofDays(1)));
    return link.url().substring(link.url().indexOf("#setup=") + "#setup=".length());
  }

  private Issued join(String token, String email) {
    return stage.call(
        door,
        Principal.NOBODY,
        "staff.setup",
        new StaffFeature.Setup("hotel", token, email, "Kari", "a good password"),
        Issued.class);
  }

  private List<Colleague> colleagues() {
    return stage
        .call(directory, stage.manager(), "staff.list", None.NONE, Colleagues.class)
        .staff();
  }

  @Test
  void whoWasInvitedJoinsAsWhatTheyWereInvitedAs() {
    join(invite(Post.STAFF), "kari@hotel");
    join(invite(Post.MANAGER), "ola@hotel");

    assertThat(colleagues())
        .extracting(Colleague::email, Colleague::role)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("kari@hotel", "staff"),
            org.assertj.core.groups.Tuple.tuple("ola@hotel", "manager"));
  }

  @Test
  void aLinkWorksOnceAndForADay() {
    String used = invite(Post.STAFF);
    join(used, "kari@hotel");
    String late = invite(Post.STAFF);
    stage.clock.advance(Duration.ofDays(1));

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> join(used, "ola@hotel"));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> join(late, "ola@hotel"));
  }

  @Test
  void thereAreNeverTooManyOpenLinks() {
    for (int i = 0; i < 100; i++) {
      invite(Post.STAFF);
    }

    Thrown.by(ErrorCode.LIMIT_REACHED, () -> invite(Post.STAFF));
    stage.clock.advance(Duration.ofDays(1));
    assertThat(invite(Post.STAFF)).isNotEmpty();
  }

  @Test
  void whoIsRemovedIsSignedOutAndCannotComeBack() {
    Issued issued = join(invite(Post.STAFF), "kari@hotel");
    String id = issued.principal().id();
    stage.clock.advance(Duration.ofSeconds(1));

    stage.call(directory, stage.manager(), "staff.remove", new Remove(id), None.class);

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> stage.tokens.authenticate(issued.token()));
    assertThat(stage.live.ended).isNotEmpty();
    assertThat(colleagues()).isEmpty();
    assertThat(departed).containsExactly("hotel/" + id);
    Thrown.by(
        ErrorCode.UNAUTHENTICATED,
        () ->
            stage.call(
                door,
                Principal.NOBODY,
                "staff.login",
                new StaffFeature.Login("hotel", "kari@hotel", "a good password"),
                Issued.class));
  }

  @Test
  void aChangedRoleHoldsFromTheNextSignIn() {
    Issued issued = join(invite(Post.STAFF), "kari@hotel");
    stage.clock.advance(Duration.ofSeconds(1));

    stage.call(
        directory,
        stage.manager(),
        "staff.change",
        new Change(issued.principal().id(), Post.MANAGER),
        None.class);

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> stage.tokens.authenticate(issued.token()));
    stage.clock.advance(Duration.ofSeconds(1));
    Issued again =
        stage.call(
            door,
            Principal.NOBODY,
            "staff.login",
            new StaffFeature.Login("hotel", "kari@hotel", "a good password"),
            Issued.class);
    assertThat(stage.tokens.authenticate(again.token()).role()).isEqualTo(Role.MANAGER);
  }

  @Test
  void nobodyChangesTheirOwnPlaceOrAStrangers() {
    Principal boss = stage.manager();

    Thrown.by(
        ErrorCode.CONFLICT,
        () -> stage.call(directory, boss, "staff.remove", new Remove(boss.id()), None.class));
    Thrown.by(
        ErrorCode.NOT_FOUND,
        () -> stage.call(directory, boss, "staff.remove", new Remove("nobody"), None.class));
    assertThat(departed).isEmpty();
  }
}
