package io.bellhop.auth;

import java.time.Instant;

/** Limits attempts at passwords and setup tokens, for each account and each address. */
final class LoginGuard {
  private final Attempts accounts = new Attempts(5);
  private final Attempts addresses = new Attempts(20);

  /**
   * @throws io.bellhop.protocol.BellhopException rate_limited with the wait
   */
  void begin(String site, String account, String address, Instant now) {
    begin(address, now);
    accounts.begin(key(site, account), now);
  }

  /** As {@link #begin(String, String, String, Instant)}, where no account is at stake yet. */
  void begin(String address, Instant now) {
    addresses.begin(AddressGroup.of(address), now);
  }

  /** The address is not forgiven its failures: it may own one account and be after another. */
  void succeeded(String site, String account, String address) {
    addresses.takeBack(AddressGroup.of(address));
    accounts.forgive(key(site, account));
  }

  private static String key(String site, String account) {
    return site + " " + account;
  }
}
