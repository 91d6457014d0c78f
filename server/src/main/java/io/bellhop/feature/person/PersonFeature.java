package io.bellhop.feature.person;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Call;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * People's data over all features: to have, to have erased, to take along when a guest signs in.
 */
public final class PersonFeature implements Feature {
  private final Ledger ledger;
  private final Authenticator authenticator;
  private final Supplier<List<PersonalData>> kept;

  /**
   * @param kept what all features keep; asked for when the server runs
   */
  public PersonFeature(
      Ledger ledger, Authenticator authenticator, Supplier<List<PersonalData>> kept) {
    this.ledger = ledger;
    this.authenticator = authenticator;
    this.kept = kept;
  }

  record Whose(@Text(max = 256) String person) {}

  /**
   * @param data by what it is, for example {@code conversations}
   */
  record Exported(String person, Instant at, Map<String, Json> data) {}

  record Adopt(@Text(max = 8_192) String guestToken) {}

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("person.export", Whose.class, Exported.class)
            .summary("Gives all that is kept about a person.")
            .by(Role.OWNERS)
            .limit(5, 1)
            .does(this::export),
        Method.named("person.erase", Whose.class, None.class)
            .summary("Erases all that is kept about a person, and ends their tokens.")
            .by(Role.OWNERS)
            .changes()
            .limit(5, 1)
            .does(this::erase),
        Method.named("person.adopt", Adopt.class, None.class)
            .summary("Takes over what the caller had as a guest.")
            .by(Set.of(Role.CUSTOMER))
            .changes()
            .limit(5, 0.1)
            .does(this::adopt));
  }

  private Exported export(Call call, Whose params) {
    SortedMap<String, Json> data = new TreeMap<>();
    kept.get().forEach(part -> data.put(part.name(), part.export(call.site(), params.person())));
    return new Exported(params.person(), call.now(), data);
  }

  /**
   * Twice, as a call of the person's that was let in before their tokens ended may have written
   * behind the first.
   */
  private None erase(Call call, Whose params) {
    for (int i = 0; i < 2; i++) {
      kept.get().forEach(part -> part.erase(call.site(), params.person(), call.principal().id()));
    }
    return None.NONE;
  }

  /** The guest's rights end with the events of what was handed, on every node. */
  private None adopt(Call call, Adopt params) {
    Principal customer = call.principal();
    Principal guest = guest(customer, params.guestToken());
    if (guest.sameAs(customer)) {
      return None.NONE;
    }
    ledger.write(
        call.once(None.class),
        tx -> {
          kept.get().forEach(part -> part.hand(tx, guest.site(), guest.id(), customer));
          return None.NONE;
        });
    return None.NONE;
  }

  /** Another token than the caller's own; so what is wrong with it must not look like theirs. */
  private Principal guest(Principal customer, String token) {
    Principal guest;
    try {
      guest = authenticator.authenticate(token);
    } catch (BellhopException e) {
      if (e.code() == ErrorCode.UNAUTHENTICATED || e.code() == ErrorCode.TOKEN_EXPIRED) {
        throw BellhopException.invalid("guestToken", e.detail());
      }
      throw e;
    }
    if (guest.role() != Role.GUEST || !guest.site().equals(customer.site())) {
      throw BellhopException.invalid("guestToken", "it is no token of a guest of this site");
    }
    return guest;
  }
}
