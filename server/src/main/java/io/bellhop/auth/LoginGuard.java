package io.bellhop.auth;

import io.bellhop.auth.SharedCounts.Counted;
import io.bellhop.auth.SharedCounts.What;
import io.bellhop.engine.AddressGroup;
import io.bellhop.engine.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Limits attempts at passwords and setup tokens, for each account and each address, at all servers
 * together.
 */
final class LoginGuard {
  private final Attempts accounts = new Attempts(5);
  private final Attempts addresses = new Attempts(20);
  private final SharedCounts shared;

  LoginGuard(SharedCounts shared) {
    this.shared = shared;
    shared.listen(this::onCounted);
  }

  /**
   * @param account null where none is at stake yet
   * @throws io.bellhop.protocol.BellhopException rate_limited with the wait
   */
  void begin(String site, @Nullable String account, String address, Instant now) {
    addresses.begin(AddressGroup.of(address), now);
    if (account != null) {
      accounts.begin(key(site, account), now);
    }
    shared.tell(site, What.ATTEMPT, account, address, now);
  }

  void succeeded(String site, String account, String address, Instant now) {
    forgive(site, account, address);
    shared.tell(site, What.SUCCESS, account, address, now);
  }

  /** The address is not forgiven its failures: it may own one account and be after another. */
  private void forgive(String site, String account, String address) {
    addresses.takeBack(AddressGroup.of(address));
    accounts.forgive(key(site, account));
  }

  private void onCounted(Event event, Counted counted) {
    String site = event.channel().site();
    String account = counted.account();
    if (counted.what() == What.ATTEMPT) {
      addresses.count(AddressGroup.of(counted.address()), event.at());
      if (account != null) {
        accounts.count(key(site, account), event.at());
      }
    } else if (counted.what() == What.SUCCESS && account != null) {
      forgive(site, account, counted.address());
    }
  }

  private static String key(String site, String account) {
    return site + " " + account;
  }
}
