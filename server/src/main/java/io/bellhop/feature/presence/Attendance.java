package io.bellhop.feature.presence;

import io.bellhop.engine.Caller;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Live;
import io.bellhop.engine.Presence;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is, kept as presence in channels of their own, which holds over all their sessions
 * and all nodes: {@code person:ID} while connected, {@code person-active:ID} while at a device,
 * {@code person-phone:ID} and so on while connected with one.
 */
final class Attendance {
  static final String PERSON = "person";
  private static final String ACTIVE = "person-active";

  private final Live live;
  private final Presence presence;

  Attendance(Live live, Presence presence) {
    this.live = live;
    this.presence = presence;
  }

  /** Whose attendance a channel is; null if it is none. */
  static @Nullable String personOf(Channel channel) {
    return channel.namespace().startsWith(PERSON) ? channel.id() : null;
  }

  static Channel channel(String site, String person) {
    return new Channel(site, PERSON + ":" + person);
  }

  void connected(Caller caller) {
    live.attend(caller, channel(caller.principal().site(), caller.principal().id()));
  }

  /** Takes what a session says of its device and of the person in front of it. */
  void here(Caller caller, Device device, boolean active) {
    live.attend(caller, of(caller, PERSON + "-" + device.word()));
    if (active) {
      live.attend(caller, of(caller, ACTIVE));
    } else {
      live.depart(caller, of(caller, ACTIVE));
    }
  }

  /** What others see of somebody, given what they chose. */
  Shown shown(String site, String person, Chosen chosen) {
    List<Device> devices =
        Arrays.stream(Device.values())
            .filter(device -> isIn(site, PERSON + "-" + device.word(), person))
            .toList();
    Instant since = since(site, person);
    Status status = status(site, person, since != null, !devices.isEmpty(), chosen);
    boolean hidden = status == Status.OFFLINE;
    return new Shown(
        person,
        status,
        hidden ? null : since,
        hidden ? chosen.seen() : null,
        chosen.text(),
        chosen.emoji(),
        chosen.until(),
        hidden ? List.of() : devices);
  }

  private Status status(
      String site, String person, boolean connected, boolean tellsOfDevices, Chosen chosen) {
    if (!connected) {
      return Status.OFFLINE;
    }
    if (chosen.status() != null) {
      return chosen.status();
    }
    return tellsOfDevices && !isIn(site, ACTIVE, person) ? Status.AWAY : Status.ONLINE;
  }

  boolean isConnected(String site, String person) {
    return isIn(site, PERSON, person);
  }

  private @Nullable Instant since(String site, String person) {
    return presence.members(channel(site, person), 1).stream()
        .map(Presence.Member::since)
        .findFirst()
        .orElse(null);
  }

  private boolean isIn(String site, String namespace, String person) {
    return presence.count(new Channel(site, namespace + ":" + person)) > 0;
  }

  private static Channel of(Caller caller, String namespace) {
    return new Channel(caller.principal().site(), namespace + ":" + caller.principal().id());
  }
}
