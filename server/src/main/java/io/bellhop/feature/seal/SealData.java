package io.bellhop.feature.seal;

import io.bellhop.engine.Ledger;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.util.List;

/**
 * What is kept of people's devices. Envelopes can be opened by nobody here, so are not exported.
 */
record SealData(
    Ledger ledger, Codec codec, Circle circle, DeviceStore devices, EnvelopeStore envelopes)
    implements PersonalData {

  record Exported(List<Device> devices) {}

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public Json export(String site, String person) {
    return codec.write(new Exported(devices.of(site, person)));
  }

  /**
   * Devices are few; each has an envelope for every key of its rooms. What the person sealed for
   * others stays as long as these can read the room, as it opens only by who sealed it.
   */
  @Override
  public void erase(String site, String person, String by) {
    List<String> rooms = envelopes.rooms(site, person);
    for (Device device : devices.of(site, person)) {
      var _ = ledger.write(tx -> forget(tx, site, device));
    }
    var _ = ledger.write(tx -> forgetKeys(tx, site, person));
    for (String room : rooms) {
      var _ = ledger.write(tx -> forgetUnread(tx, site, room));
    }
  }

  /**
   * The devices go along with what was sealed for them, which says for whom it was: an envelope is
   * bound to that. So what the guest could read stays readable.
   */
  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    for (Device device : devices.of(tx, site, from)) {
      if (devices.hand(tx, site, device.device(), from, to.id())) {
        envelopes.hand(tx, site, device.device(), from, to.id());
      } else {
        devices.delete(tx, site, from, device.device());
      }
    }
    envelopes.deleteOf(tx, site, from);
  }

  private boolean forget(Tx tx, String site, Device device) {
    envelopes.deleteOf(tx, site, device.person(), device.device());
    return devices.delete(tx, site, device.person(), device.device());
  }

  /** The keys of a room are of no use where nobody should read it any more. */
  private boolean forgetUnread(Tx tx, String site, String room) {
    boolean unread = circle.of(tx, site, room).isEmpty();
    if (unread) {
      envelopes.deleteIn(tx, site, room);
    }
    return unread;
  }

  /** Those devices are still named that the person had forgotten. */
  private boolean forgetKeys(Tx tx, String site, String person) {
    envelopes.deleteOf(tx, site, person);
    return true;
  }
}
