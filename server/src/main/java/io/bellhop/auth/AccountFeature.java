package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People's accounts: those of staff, and the tokens of everybody. */
final class AccountFeature implements Feature, PersonalData {
  private final Ledger ledger;
  private final StaffStore staff;
  private final Revoker revoker;
  private final Codec codec;

  AccountFeature(Ledger ledger, StaffStore staff, Revoker revoker, Codec codec) {
    this.ledger = ledger;
    this.staff = staff;
    this.revoker = revoker;
    this.codec = codec;
  }

  record Exported(@Nullable String email, @Nullable String name, @Nullable String role) {}

  @Override
  public List<PersonalData> personalData() {
    return List.of(this);
  }

  @Override
  public String name() {
    return "account";
  }

  @Override
  public Json export(String site, String person) {
    return codec.write(
        find(site, person)
            .map(one -> new Exported(one.email(), one.name(), one.role().wireName()))
            .orElse(new Exported(null, null, null)));
  }

  /** The revocation keeps the id, until no token that it hits is valid any more. */
  @Override
  public void erase(String site, String person, String by) {
    if (find(site, person).isPresent()) {
      throw new BellhopException(ErrorCode.CONFLICT, "remove them from the staff first");
    }
    revoker.enforce(ledger.write(tx -> revoker.write(tx, site, Kind.PRINCIPAL, person, by)));
  }

  private Optional<Staff> find(String site, String person) {
    return staff.list(site).stream().filter(one -> one.id().equals(person)).findFirst();
  }

  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    // A guest has no account, and the token that a guest shows is theirs until it expires.
  }
}
