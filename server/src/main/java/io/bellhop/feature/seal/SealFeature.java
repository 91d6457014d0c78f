package io.bellhop.feature.seal;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.sql.SqlLedger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Passes on the keys of encrypted rooms. Each device has a key pair of its own; a room's key
 * travels in one envelope a device, which only that device can open. Who should be able to read
 * follows the room: when a conversation is given to somebody else, a device that has the key seals
 * it for the new one's devices, and the next message takes a new key.
 */
public final class SealFeature implements Feature {
  static final String ID = "[A-Za-z0-9_-]{8,64}";
  static final String BASE64URL = "[A-Za-z0-9_-]+";

  private static final String ROOM = "[A-Za-z0-9._~@-]+";
  private static final String POINT = "B[A-Za-z0-9_-]{86}";
  private static final String NAMESPACE = "chat";
  private static final String USER = "user";
  private static final int DEVICES = 20;
  private static final int MOST_TOLD = 1_000;

  private final Ledger ledger;
  private final Circle circle;
  private final DeviceStore devices;
  private final EnvelopeStore envelopes;

  private final SealData personalData;

  public SealFeature(SqlLedger ledger, Codec codec, Circle circle) {
    this.ledger = ledger;
    this.circle = circle;
    this.devices = new DeviceStore(ledger);
    this.envelopes = new EnvelopeStore(ledger);
    this.personalData = new SealData(ledger, codec, circle, devices, envelopes);
  }

  /**
   * @param publicKey a point on P-256, uncompressed, in base64url
   */
  record Register(
      @Text(max = 64, pattern = ID) String device,
      @Text(max = 80) String name,
      @Text(max = 87, pattern = POINT) String publicKey) {}

  record Forget(@Text(max = 64, pattern = ID) String device) {}

  record Devices(List<Device> devices) {}

  record OfRoom(@Text(max = 96, pattern = ROOM) String room) {}

  /**
   * @param devices of the people who should be able to read the room; names of the caller's alone
   * @param holders the devices that can open what is sealed with a key, forgotten ones too
   */
  record Readers(List<Device> devices, List<EnvelopeStore.Holder> holders) {}

  /**
   * @param key the key's id, made by whoever made the key
   * @param from the caller's device that seals
   */
  record Wrap(
      @Text(max = 96, pattern = ROOM) String room,
      @Text(max = 64, pattern = ID) String key,
      @Text(max = 64, pattern = ID) String from,
      @Size(max = 200) List<Envelope> envelopes) {}

  /**
   * @param kept how many there were not before
   */
  record Wrapped(int kept) {}

  record Mine(
      @Text(max = 96, pattern = ROOM) String room, @Text(max = 64, pattern = ID) String device) {}

  record Keys(List<EnvelopeStore.Received> keys) {}

  /** That devices got a key; the data of an event. */
  public record KeysGiven(String key) {}

  /** That somebody has one more device; the data of an event. */
  public record DeviceAdded(String person, String device) {}

  /** Forgets the keys of a room that is removed, in the transaction that removes it. */
  public void forget(Tx tx, String site, String room) {
    envelopes.deleteIn(tx, site, room);
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(personalData);
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("seal.register", Register.class, None.class)
            .summary("Makes a device of the caller's known, so that rooms can be sealed for it.")
            .by(Role.PEOPLE)
            .changes()
            .limit(5, 0.1)
            .does(this::register),
        Method.named("seal.forget", Forget.class, None.class)
            .summary("Forgets a device of the caller's; their rooms go on with new keys.")
            .by(Role.PEOPLE)
            .changes()
            .does(this::forget),
        Method.named("seal.mine", None.class, Devices.class)
            .summary("Lists the caller's own devices.")
            .by(Role.PEOPLE)
            .does((call, none) -> new Devices(devices.of(call.site(), call.principal().id()))),
        Method.named("seal.readers", OfRoom.class, Readers.class)
            .summary("Lists the devices that should open an encrypted room, and those that can.")
            .by(Role.PEOPLE)
            .does(this::readers),
        Method.named("seal.wrap", Wrap.class, Wrapped.class)
            .summary("Gives a room's key to devices, sealed for each.")
            .by(Role.PEOPLE)
            .changes()
            .does(this::wrap),
        Method.named("seal.keys", Mine.class, Keys.class)
            .summary("Lists the keys of a room that were sealed for a device of the caller's.")
            .by(Role.PEOPLE)
            .does(this::keys));
  }

  @Override
  public List<EventType> events() {
    return List.of(
        EventType.event(NAMESPACE, "keys", KeysGiven.class, "Devices got a key of the room."),
        EventType.event(
            USER,
            "device",
            DeviceAdded.class,
            "The reader, or somebody in an encrypted room of theirs, has one more device."));
  }

  private None register(Call call, Register params) {
    Principal caller = call.principal();
    Device device = new Device(caller.id(), params.device(), params.name(), params.publicKey());
    return ledger.write(
        call.once(None.class),
        tx -> {
          List<Device> known = devices.of(tx, caller.site(), caller.id());
          boolean isKnown =
              known.stream()
                  .anyMatch(one -> one.device().equals(device.device()) && same(one, device));
          if (!isKnown) {
            add(tx, caller.site(), device, known);
            if (!known.isEmpty()) {
              tell(tx, caller, device);
            }
          }
          return None.NONE;
        });
  }

  private void add(Tx tx, String site, Device device, List<Device> known) {
    if (known.stream().anyMatch(one -> one.device().equals(device.device()))) {
      throw new BellhopException(ErrorCode.CONFLICT, "the device has another key");
    }
    if (known.size() >= DEVICES) {
      throw new BellhopException(ErrorCode.LIMIT_REACHED, "at most " + DEVICES + " devices");
    }
    devices.insert(tx, site, device);
    envelopes.deleteOf(tx, site, device.person(), device.device());
  }

  /** Whoever shares an encrypted room with the owner should know what else can read it now. */
  private void tell(Tx tx, Principal owner, Device device) {
    String site = owner.site();
    Set<String> people = new TreeSet<>(Set.of(owner.id()));
    for (String room : circle.rooms(tx, site, owner.id())) {
      circle.tellOfDevice(tx, owner, room);
      people.addAll(circle.of(tx, site, room));
    }
    DeviceAdded added = new DeviceAdded(owner.id(), device.device());
    people.stream()
        .limit(MOST_TOLD)
        .map(person -> new Channel(site, USER + ":" + person))
        .forEach(channel -> tx.append(channel, "device", added, owner.id()));
  }

  private static boolean same(Device one, Device other) {
    return one.publicKey().equals(other.publicKey());
  }

  private None forget(Call call, Forget params) {
    Principal caller = call.principal();
    return ledger.write(
        call.once(None.class),
        tx -> {
          if (!devices.delete(tx, caller.site(), caller.id(), params.device())) {
            throw new BellhopException(ErrorCode.NOT_FOUND, "no such device");
          }
          envelopes.emptyOf(tx, caller.site(), caller.id(), params.device());
          return None.NONE;
        });
  }

  private Readers readers(Call call, OfRoom params) {
    Set<String> people = circle.of(call.site(), params.room());
    List<EnvelopeStore.Holder> holders = envelopes.holders(call.site(), params.room());
    String caller = call.principal().id();
    if (!people.contains(caller)
        && holders.stream().noneMatch(holder -> holder.person().equals(caller))) {
      throw noSuchRoom();
    }
    return new Readers(
        people.stream()
            .sorted()
            .flatMap(one -> devices.of(call.site(), one).stream())
            .map(device -> device.person().equals(caller) ? device : device.unnamed())
            .toList(),
        holders);
  }

  private Wrapped wrap(Call call, Wrap params) {
    return ledger.write(call.once(Wrapped.class), tx -> wrap(tx, call.principal(), params));
  }

  private Wrapped wrap(Tx tx, Principal caller, Wrap params) {
    String site = caller.site();
    Set<String> people = circle.of(tx, site, params.room());
    requireKey(tx, caller, params, people);
    Device from =
        devices
            .find(tx, site, caller.id(), params.from())
            .orElseThrow(() -> BellhopException.invalid("from", "no device of the caller's"));
    int kept = 0;
    for (Envelope envelope : params.envelopes()) {
      if (!people.contains(envelope.person())
          || devices.find(tx, site, envelope.person(), envelope.device()).isEmpty()) {
        throw BellhopException.invalid("envelopes", "for a device that should not read the room");
      }
      kept += envelopes.put(tx, site, params.room(), params.key(), envelope, from) ? 1 : 0;
    }
    if (kept > 0) {
      Channel room = new Channel(site, NAMESPACE + ":" + params.room());
      tx.append(room, "keys", new KeysGiven(params.key()), caller.id());
    }
    return new Wrapped(kept);
  }

  /** A new key is for those who should read to make; one that is there, for who has it to give. */
  private void requireKey(Tx tx, Principal caller, Wrap params, Set<String> people) {
    boolean known = envelopes.exists(tx, caller.site(), params.room(), params.key());
    boolean may =
        known
            ? envelopes.isHolder(tx, caller.site(), params.room(), params.key(), caller.id())
            : people.contains(caller.id());
    if (!may || people.isEmpty()) {
      throw noSuchRoom();
    }
  }

  private Keys keys(Call call, Mine params) {
    return new Keys(
        envelopes.received(call.site(), params.room(), call.principal().id(), params.device()));
  }

  private static BellhopException noSuchRoom() {
    return new BellhopException(ErrorCode.NOT_FOUND, "no such encrypted room");
  }
}
