package io.bellhop.feature.person;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Call;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import io.bellhop.sql.SqlLedger;
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
  private final SqlLedger ledger;
  private final Authenticator authenticator;
  private final Supplier<List<PersonalData>> kept;
  private final BeforeStore before;

  /**
   * @param kept what all features keep; asked for when the server runs
   */
  public PersonFeature(
      SqlLedger ledger, Authenticator authenticator, Supplier<List<PersonalData>> kept) {
    this.ledger = ledger;
    this.authenticator = authenticator;
    this.kept = kept;
    this.before = new BeforeStore(ledger);
  }

  record Whose(@Text(max = 256) String person) {}

  /**
   * @param data by what it is, for example {@code conversations}
   * @param before what they left as the guests that they were before they signed in
   */
  record Exported(String person, Instant at, Map<String, Json> data, List<Guest> before) {}

  /**
   * @param data as that of a person
   */
  record Guest(String guest, Map<String, Json> data) {}

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
    String site = call.site();
    String person = params.person();
    List<Guest> guests =
        before.of(site, person).stream().map(guest -> new Guest(guest, data(site, guest))).toList();
    return new Exported(person, call.now(), data(site, person), guests);
  }

  private Map<String, Json> data(String site, String person) {
    SortedMap<String, Json> data = new TreeMap<>();
    kept.get().forEach(part -> data.put(part.name(), part.export(site, person)));
    return data;
  }

  /**
   * Twice, as a call of the person's that was let in before their tokens ended may have written
   * behind the first.
   */
  private None erase(Call call, Whose params) {
    for (int i = 0; i < 2; i++) {
      erase(call, params.person());
      before.of(call.site(), params.person()).forEach(guest -> erase(call, guest));
      var _ = ledger.write(tx -> before.forget(tx, call.site(), params.person()));
    }
    return None.NONE;
  }

  private void erase(Call call, String person) {
    kept.get().forEach(part -> part.erase(call.site(), person, call.principal().id()));
  }

  /**
   * Not all is handed over: what a guest said in open rooms stays the guest's, and their token
   * does. So it is kept who they became. The guest's rights end with the events of what was handed,
   * on every node.
   */
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
          before.put(tx, guest.site(), customer.id(), guest.id());
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
