package io.bellhop.auth;

import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the links with which people set themselves up as staff: one-time tokens, good for a day. A
 * site without staff gets the manager that its configuration states, or else a link for one at
 * start; that link is the one secret that is logged, on purpose. Of those that several servers log,
 * the newest is good.
 */
public final class StaffSetup {
  private static final Logger log = LoggerFactory.getLogger(StaffSetup.class);
  private static final int MOST = 100;
  private static final Duration LIFE = Duration.ofDays(1);

  private final Sites sites;
  private final Ledger ledger;
  private final StaffStore store;
  private final Passwords passwords;
  private final URI publicUrl;

  public StaffSetup(
      Sites sites, Ledger ledger, StaffStore store, Passwords passwords, URI publicUrl) {
    this.sites = sites;
    this.ledger = ledger;
    this.store = store;
    this.passwords = passwords;
    this.publicUrl = publicUrl;
  }

  /**
   * Makes the first manager of each site without staff, or logs a link for one. Blocks; call once,
   * at start.
   *
   * @param managers by site
   */
  public void invite(Map<String, FirstManager> managers) {
    for (Site site : sites.all()) {
      FirstManager manager = managers.get(site.id());
      if (store.any(site.id())) {
        continue;
      }
      if (manager == null) {
        inviteFirst(site);
      } else {
        make(site, manager);
      }
    }
  }

  /** A link, as it is shown once. */
  record Link(String url, Instant expires) {}

  /**
   * Makes a link for one more of the staff.
   *
   * @throws BellhopException limit_reached if too many are open
   */
  Link invite(Site site, Role role) {
    String token = RandomText.secret();
    return ledger.write(tx -> {
      if (store.setups(tx, site.id()) >= MOST) {
        throw new BellhopException(
            ErrorCode.LIMIT_REACHED, "at most " + MOST + " invitations at a time");
      }
      Instant expires = tx.now().plus(LIFE);
      store.addSetup(tx, site.id(), Hash.hex(token), role, expires);
      return new Link(link(site, token), expires);
    });
  }

  private void inviteFirst(Site site) {
    String token = RandomText.secret();
    ledger.write(tx -> {
      store.forgetSetups(tx, site.id());
      store.addSetupAtStart(tx, site.id(), Hash.hex(token), tx.now().plus(LIFE));
      return Method.None.NONE;
    });
    log.info(
        "Site {} has no staff yet. Its first manager signs up here, within a day: {}",
        site.id(),
        link(site, token));
  }

  private void make(Site site, FirstManager manager) {
    Staff staff =
        new Staff(
            StaffFeature.newId(),
            manager.email(),
            manager.name(),
            Role.MANAGER,
            passwords.hash(manager.password().reveal()));
    ledger.write(tx -> {
      store.forgetSetups(tx, site.id());
      store.addFirst(tx, site.id(), staff);
      return Method.None.NONE;
    });
    log.info("Site {} has its first manager, {}", site.id(), staff.id());
  }

  private String link(Site site, String token) {
    String base = publicUrl.toString().replaceFirst("/+$", "");
    return base + "/console/?site=" + site.id() + "#setup=" + token;
  }
}
