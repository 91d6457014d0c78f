package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.engine.Call;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who works at a site: managers invite, promote and remove; nobody changes their own place, so the
 * last manager stays. Who is changed or removed is signed out everywhere at once.
 */
public final class StaffDirectory implements Feature {
  private static final Set<Role> MANAGERS = Set.of(Role.MANAGER);

  private final Sites sites;
  private final Ledger ledger;
  private final StaffStore store;
  private final StaffSetup setup;
  private final Revoker revoker;
  private final Departures departures;

  public StaffDirectory(
      Sites sites,
      Ledger ledger,
      StaffStore store,
      StaffSetup setup,
      Revoker revoker,
      Departures departures) {
    this.sites = sites;
    this.ledger = ledger;
    this.store = store;
    this.setup = setup;
    this.revoker = revoker;
    this.departures = departures;
  }

  /** What one of the staff can be. */
  enum Post {
    STAFF,
    MANAGER;

    Role role() {
      return this == STAFF ? Role.STAFF : Role.MANAGER;
    }
  }

  record Invite(Post role) {}

  record Colleague(String id, String email, String name, String role) {}

  record Colleagues(List<Colleague> staff) {}

  record Change(@Text(max = 128) String id, Post role) {}

  record Remove(@Text(max = 128) String id) {}

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("staff.invite", Invite.class, StaffSetup.Link.class)
            .summary("Makes a one-time link, good for a day, for somebody to join the staff.")
            .by(MANAGERS)
            .limit(20, 0.5)
            .does((call, invite) -> setup.invite(sites.named(call.site()), invite.role.role())),
        Method.named("staff.list", None.class, Colleagues.class)
            .summary("Lists who works at the site.")
            .by(Role.TEAM)
            .does(this::list),
        Method.named("staff.change", Change.class, None.class)
            .summary("Makes one of the staff a manager, or a manager one of the staff.")
            .by(MANAGERS)
            .changes()
            .does((call, change) ->
                change(
                    call,
                    change.id,
                    tx -> store.changeRole(tx, call.site(), change.id, change.role.role()))),
        Method.named("staff.remove", Remove.class, None.class)
            .summary("Removes one of the staff.")
            .by(MANAGERS)
            .changes()
            .does((call, remove) ->
                change(call, remove.id, tx -> remove(tx, call.site(), remove.id))));
  }

  private Colleagues list(Call call, None none) {
    return new Colleagues(
        store.list(call.site()).stream()
            .map(staff ->
                new Colleague(staff.id(), staff.email(), staff.name(), staff.role().wireName()))
            .toList());
  }

  private boolean remove(Tx tx, String site, String id) {
    boolean removed = store.remove(tx, site, id);
    if (removed) {
      departures.onRemoved(tx, site, id);
    }
    return removed;
  }

  private None change(Call call, String id, Predicate<Tx> change) {
    if (id.equals(call.principal().id())) {
      throw new BellhopException(ErrorCode.CONFLICT, "another manager must do this");
    }
    Revocation revocation =
        ledger.write(
            call.once(Revocation.class),
            tx -> {
              if (!change.test(tx)) {
                throw new BellhopException(ErrorCode.NOT_FOUND, "there is no such colleague");
              }
              return revoker.write(tx, call.site(), Kind.PRINCIPAL, id, call.principal().id());
            });
    revoker.enforce(revocation);
    return None.NONE;
  }
}
