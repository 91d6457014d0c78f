package io.bellhop.auth;

import io.bellhop.engine.Call;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets staff in by e-mail and password, for 12 hours at a time, and new ones by the one-time token
 * of their invitation.
 */
public final class StaffFeature implements Feature {
  private static final Duration LIFE = Duration.ofHours(12);
  private static final int ID_BITS = 64;
  private static final String SITE = "[^\\s]+";

  /** Who was invited: the first manager by the server's log, others by a manager. */
  public record Setup(
      @Text(max = 64, pattern = SITE) String site,
      @Text(max = 64) String setup,
      @Text(max = 254) String email,
      @Text(max = 80, pattern = Text.NAME) String name,
      @Text(min = 10, max = 200) String password) {}

  /** Who wants in. */
  public record Login(
      @Text(max = 64, pattern = SITE) String site,
      @Text(max = 254) String email,
      @Text(max = 200) String password) {}

  private final Sites sites;
  private final Ledger ledger;
  private final StaffStore store;
  private final Passwords passwords;
  private final LoginGuard guard;

  StaffFeature(
      Sites sites, Ledger ledger, StaffStore store, Passwords passwords, LoginGuard guard) {
    this.sites = sites;
    this.ledger = ledger;
    this.store = store;
    this.passwords = passwords;
    this.guard = guard;
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("staff.setup", Setup.class, Issued.class)
            .summary("Makes one of a site's staff, with the one-time token of an invitation.")
            .by(Role.ANYONE)
            .changes()
            .does(this::setUp),
        Method.named("staff.login", Login.class, Issued.class)
            .summary("Gives staff a token for an e-mail address and a password.")
            .by(Role.ANYONE)
            .does(this::logIn));
  }

  private Issued logIn(Call call, Login params) {
    String email = Credentials.email(params.email());
    guard.begin(params.site(), email, call.caller().address(), call.now());
    Staff staff =
        verified(params, email)
            .orElseThrow(() -> Refusal.because("the e-mail address or the password is wrong"));
    guard.succeeded(params.site(), email, call.caller().address(), call.now());
    strengthen(params, staff);
    return issue(sites.named(params.site()), staff, call.now());
  }

  private Optional<Staff> verified(Login params, String email) {
    Optional<Staff> found = sites.find(params.site()).flatMap(site -> store.find(site.id(), email));
    if (found.isEmpty()) {
      passwords.matchNobody(params.password());
    }
    return found.filter(staff -> passwords.matches(params.password(), staff.password()));
  }

  private void strengthen(Login params, Staff staff) {
    if (passwords.outdated(staff.password())) {
      String hash = passwords.hash(params.password());
      ledger.write(tx -> {
        store.changePassword(tx, params.site(), staff.id(), staff.password(), hash);
        return Method.None.NONE;
      });
    }
  }

  private Issued setUp(Call call, Setup params) {
    String email = Credentials.email(params.email());
    guard.begin(params.site(), null, call.caller().address(), call.now());
    Site site = sites.find(params.site()).orElseThrow(StaffFeature::badSetup);
    String token = Hash.hex(params.setup());
    Role role = store.setup(site.id(), token, call.now()).orElseThrow(StaffFeature::badSetup);
    Credentials.demandGood(params.password(), email);
    Staff staff = new Staff(newId(), email, params.name(), role, passwords.hash(params.password()));
    ledger.write(tx -> {
      if (!store.consumeSetup(tx, site.id(), token)) {
        throw badSetup();
      }
      store.add(tx, site.id(), staff);
      return Method.None.NONE;
    });
    return issue(site, staff, call.now());
  }

  static String newId() {
    return "staff-" + RandomText.id(ID_BITS);
  }

  private static Issued issue(Site site, Staff staff, Instant now) {
    return TokenIssuer.issue(site, staff.id(), staff.role(), staff.name(), now, LIFE);
  }

  private static BellhopException badSetup() {
    return Refusal.because("the setup token is not valid: used, older than a day, or mistyped");
  }
}
