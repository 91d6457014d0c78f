package io.bellhop.auth;

import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the door to a site that has no staff yet: a one-time token for its first manager, good for
 * a day. The link with it is the one secret that is logged, on purpose.
 */
public final class StaffSetup {
  private static final Logger log = LoggerFactory.getLogger(StaffSetup.class);
  private static final Duration LIFE = Duration.ofDays(1);

  private final Sites sites;
  private final Ledger ledger;
  private final StaffStore store;
  private final URI publicUrl;

  public StaffSetup(Sites sites, Ledger ledger, StaffStore store, URI publicUrl) {
    this.sites = sites;
    this.ledger = ledger;
    this.store = store;
    this.publicUrl = publicUrl;
  }

  /** Makes and logs a link for each site without staff. Blocks; call once, at start. */
  public void invite() {
    sites.all().stream().filter(site -> !store.any(site.id())).forEach(this::invite);
  }

  private void invite(Site site) {
    String token = RandomText.secret();
    ledger.write(tx -> {
      store.putSetup(tx, site.id(), Hash.hex(token), tx.now().plus(LIFE));
      return Method.None.NONE;
    });
    log.info(
        "Site {} has no staff yet. Its first manager signs up here, within a day: {}",
        site.id(),
        link(site, token));
  }

  private String link(Site site, String token) {
    String base = publicUrl.toString().replaceFirst("/+$", "");
    return base + "/console/?site=" + site.id() + "#setup=" + token;
  }
}
