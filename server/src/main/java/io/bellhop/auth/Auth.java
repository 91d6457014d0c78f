package io.bellhop.auth;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Limit;
import io.bellhop.engine.Live;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.SqlLedger;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Who may come in: tokens, guests, staff, API keys and revocations, put together. */
public final class Auth implements AutoCloseable {
  private final Revocations revocations = new Revocations();
  private final Tokens tokens;
  private final Revoker revoker;
  private final Passwords passwords = new Passwords();
  private final StaffSetup setup;
  private final List<Feature> features;

  /**
   * @param publicUrl where people find this server
   * @param guests how many guests one address may make
   * @param departures is told of staff who are removed
   */
  public Auth(
      Sites sites,
      URI publicUrl,
      Limit guests,
      SqlLedger ledger,
      Live live,
      Departures departures,
      Codec codec,
      InstantSource clock) {
    var keys = new ApiKeyStore(ledger);
    var staff = new StaffStore(ledger);
    var shared = new SharedCounts(live, codec);
    tokens = new Tokens(sites, publicUrl, keys, revocations, clock);
    revoker = new Revoker(new RevocationStore(ledger), revocations, live, codec, clock);
    setup = new StaffSetup(sites, ledger, staff, passwords, publicUrl);
    features =
        List.of(
            new GuestFeature(sites, guests, shared),
            new RevocationFeature(ledger, revoker, keys),
            new ApiKeyFeature(ledger, keys, revoker),
            new StaffFeature(sites, ledger, staff, passwords, new LoginGuard(shared)),
            new StaffDirectory(sites, ledger, staff, setup, revoker, departures),
            new AccountFeature(ledger, staff, revoker, codec));
  }

  public Authenticator authenticator() {
    return tokens;
  }

  public List<Feature> features() {
    return features;
  }

  /** Whether all that was issued to a principal was revoked at that time or later. */
  public boolean hasEnded(String site, String principal, Instant since) {
    return revocations.hasEnded(site, principal, since);
  }

  /** Enforces all revocations that are written down. Blocks; at start and from time to time. */
  public void catchUp() {
    revoker.catchUp();
  }

  /**
   * Makes the first manager of each site without staff, or logs a link for one. Blocks; once,
   * before the server listens, so that nobody is turned away who is about to be made.
   *
   * @param managers by site
   */
  public void invite(Map<String, FirstManager> managers) {
    setup.invite(managers);
  }

  @Override
  public void close() {
    passwords.close();
  }
}
