package io.bellhop.auth;

import io.bellhop.auth.SharedCounts.What;
import io.bellhop.engine.Call;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Limit;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets visitors in without an account: each gets an id of its own and a token for 30 days. */
public final class GuestFeature implements Feature {
  private static final Duration LIFE = Duration.ofDays(30);
  private static final int ID_BITS = 96;

  /** Which site to visit, and the name to be shown there. */
  public record Visit(
      @Text(max = 64) String site, @Nullable @Text(max = 80, pattern = Text.NAME) String name) {}

  private final Sites sites;
  private final AddressLimit limit;
  private final SharedCounts shared;

  /**
   * @param perAddress how many guests one address may make, at all servers together
   */
  GuestFeature(Sites sites, Limit perAddress, SharedCounts shared) {
    this.sites = sites;
    this.limit = new AddressLimit(perAddress);
    this.shared = shared;
    shared.listen((event, counted) -> {
      if (counted.what() == What.GUEST) {
        limit.count(counted.address(), event.at());
      }
    });
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("auth.guest", Visit.class, Issued.class)
            .summary("Gives a visitor without an account a token.")
            .by(Role.ANYONE)
            .does(this::visit),
        Method.named("auth.renew", None.class, Issued.class)
            .summary("Gives a guest a fresh token before the old one ends.")
            .by(Set.of(Role.GUEST))
            .limit(5, 0.1)
            .does((call, none) -> renew(call)));
  }

  private Issued visit(Call call, Visit params) {
    Site site = sites.named(params.site());
    if (!site.guests()) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "this site takes no guests");
    }
    String address = call.caller().address();
    limit.pass(address, call.now());
    shared.tell(site.id(), What.GUEST, null, address, call.now());
    String name = params.name() == null ? "Guest" : params.name();
    String id = "guest-" + RandomText.id(ID_BITS);
    return TokenIssuer.issue(site, id, Role.GUEST, name, call.now(), LIFE);
  }

  private Issued renew(Call call) {
    Principal guest = call.principal();
    Site site = sites.named(guest.site());
    return TokenIssuer.issue(site, guest.id(), Role.GUEST, guest.name(), call.now(), LIFE);
  }
}
