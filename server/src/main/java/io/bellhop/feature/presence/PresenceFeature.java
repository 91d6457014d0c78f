package io.bellhop.feature.presence;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Live;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Namespace.Access;
import io.bellhop.engine.Namespace.History;
import io.bellhop.engine.Namespace.PresenceShown;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is there. People are online while one of their sessions is connected and somebody sits at it,
 * away while nobody does, offline after a grace; or what they choose instead. The team sees
 * everybody of its site; customers and guests see the staff and themselves.
 *
 * <p>{@code person:ID} carries a person's status as a signal. {@code view:ITEM} counts who looks at
 * an item, without saying who.
 */
public final class PresenceFeature implements Feature, AutoCloseable {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final SqlLedger ledger;
  private final ChosenStore store;
  private final Attendance attendance;
  private final Teller teller;
  private final Codec codec;

  public PresenceFeature(
      SqlLedger ledger,
      Live live,
      Presence presence,
      Ended tokens,
      Codec codec,
      InstantSource clock) {
    this.ledger = ledger;
    this.codec = codec;
    this.store = new ChosenStore(ledger);
    this.attendance = new Attendance(live, presence);
    this.teller = new Teller(ledger, store, attendance, live, tokens, codec, clock);
    presence.listen(teller);
    live.onConnected(attendance::connected);
  }

  record Here(Device device, boolean active) {}

  /** A choice; without a status the automatic one holds. */
  record Choose(
      @Nullable Status status,
      @Nullable @Text(max = 100) String text,
      @Nullable @Text(max = 16) String emoji,
      @Nullable Instant until) {}

  record Of(@Size(max = 200) List<@Text(max = 256) String> people) {}

  record People(List<Shown> people) {}

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("presence.here", Here.class, None.class)
            .summary("Says with what this session is connected, and whether somebody sits there.")
            .by(Role.PEOPLE)
            .connected()
            .limit(10, 1)
            .does(this::here),
        Method.named("presence.choose", Choose.class, None.class)
            .summary("Chooses the caller's status and words, until a time.")
            .by(Role.PEOPLE)
            .changes()
            .limit(10, 1)
            .does(this::choose),
        Method.named("presence.of", Of.class, People.class)
            .summary("Shows people's statuses; leaves out those whom the caller may not see.")
            .limit(20, 5)
            .does(this::of));
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(
        new Namespace(
            Attendance.PERSON,
            new History.Transient(),
            Role.KNOWN,
            Set.of(),
            PresenceShown.NONE,
            this::maySee),
        new Namespace(
            "view",
            new History.Transient(),
            Role.KNOWN,
            Set.of(),
            PresenceShown.COUNT,
            Access.OPEN));
  }

  @Override
  public List<EventType> events() {
    return List.of(
        EventType.signal(Attendance.PERSON, "status", Shown.class, "Somebody's status changed."));
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new Kept());
  }

  private None here(Call call, Here params) {
    attendance.here(call.caller(), params.device(), params.active());
    return None.NONE;
  }

  private None choose(Call call, Choose params) {
    Instant until = params.until();
    if (until != null && (!until.isAfter(call.now()) || until.isAfter(call.now().plus(LONGEST)))) {
      throw BellhopException.invalid("until", "must be within a year from now");
    }
    Principal caller = call.principal();
    Presence.Member member = Presence.Member.of(caller, call.now());
    Chosen chosen =
        new Chosen(
            member.role(), params.status(), params.text(), params.emoji(), params.until(), null);
    ledger.write(
        call.once(None.class),
        tx -> {
          store.meet(tx, caller.site(), caller.id(), member.role(), member.name());
          store.choose(tx, caller.site(), caller.id(), chosen);
          return None.NONE;
        });
    teller.changed(caller.site(), member);
    return None.NONE;
  }

  private People of(Call call, Of params) {
    if (params.people().isEmpty()) {
      throw new BellhopException(ErrorCode.INVALID_PARAMS, "whose?");
    }
    Set<String> people = new LinkedHashSet<>(params.people());
    Map<String, Chosen> known = store.find(call.site(), people);
    List<Shown> shown = new ArrayList<>();
    for (String person : people) {
      Chosen chosen = known.getOrDefault(person, Chosen.NOTHING);
      if (seesAlways(call.principal(), person) || chosen.isStaff()) {
        shown.add(attendance.shown(call.site(), person, chosen.at(call.now())));
      }
    }
    return new People(shown);
  }

  private boolean maySee(Principal principal, Right right, Channel channel) {
    String person = channel.id();
    return seesAlways(principal, person) || store.find(channel.site(), person).isStaff();
  }

  private static boolean seesAlways(Principal principal, String person) {
    return Role.TEAM.contains(principal.role()) || principal.id().equals(person);
  }

  /** Whether somebody is connected now, with any device and to any server. */
  public boolean isThere(String site, String person) {
    return attendance.isConnected(site, person);
  }

  /** When somebody was seen to leave last, in a transaction of others; empty if never. */
  public Optional<Instant> leftAt(Tx tx, String site, String person) {
    return store.leftAt(tx, site, person);
  }

  @Override
  public void close() {
    teller.close();
  }

  /** What is kept about somebody's presence. */
  private final class Kept implements PersonalData {
    @Override
    public String name() {
      return "presence";
    }

    @Override
    public Json export(String site, String person) {
      Chosen chosen = store.find(site, person);
      return codec.write(attendance.shown(site, person, chosen));
    }

    @Override
    public void erase(String site, String person, String by) {
      var _ = ledger.write(tx -> store.forget(tx, site, person));
    }

    @Override
    public void hand(Tx tx, String site, String from, Principal to) {
      store.forget(tx, site, from);
    }
  }
}
