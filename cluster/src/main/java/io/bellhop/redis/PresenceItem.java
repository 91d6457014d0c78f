package io.bellhop.redis;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Presence.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What nodes tell each other of who is where. */
sealed interface PresenceItem extends Item {
  int MEMBER_SIZE = 120;

  /** Somebody in a channel. */
  record Placed(Channel channel, Member member) {
    void write(Packer to) {
      to.text(channel.site())
          .text(channel.name())
          .text(member.id())
          .text(member.role())
          .text(member.name())
          .number(Math.max(0, member.since().toEpochMilli()));
    }

    static Placed read(Unpacker from) {
      Channel channel = EventItem.channel(from);
      String id = from.text();
      String role = from.text();
      String name = from.text();
      return new Placed(channel, new Member(id, role, name, Instant.ofEpochMilli(from.number())));
    }
  }

  record Came(Placed who) implements PresenceItem {
    @Override
    public Kind kind() {
      return Kind.CAME;
    }

    @Override
    public int size() {
      return MEMBER_SIZE;
    }

    @Override
    public void write(Packer to) {
      who.write(to);
    }
  }

  record Left(Channel channel, String principal) implements PresenceItem {
    @Override
    public Kind kind() {
      return Kind.LEFT;
    }

    @Override
    public int size() {
      return MEMBER_SIZE;
    }

    @Override
    public void write(Packer to) {
      to.text(channel.site()).text(channel.name()).text(principal);
    }

    static Left read(Unpacker from) {
      return new Left(EventItem.channel(from), from.text());
    }
  }

  /**
   * A part of all whom a node has present. Each is packed by itself, so that a later version may
   * say more of them.
   *
   * @param index counted from 0
   */
  record People(int index, boolean last, List<Placed> some) implements PresenceItem {
    @Override
    public Kind kind() {
      return Kind.PEOPLE;
    }

    @Override
    public int size() {
      return MEMBER_SIZE * (1 + some.size());
    }

    @Override
    public void write(Packer to) {
      to.number(index).octet(last ? 1 : 0).number(some.size());
      Packer one = new Packer();
      for (Placed placed : some) {
        one.clear();
        placed.write(one);
        to.packed(one);
      }
    }

    static People read(Unpacker from) {
      int index = (int) from.number();
      boolean last = from.octet() == 1;
      long count = from.number();
      List<Placed> some = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        some.add(Placed.read(from.packed()));
      }
      return new People(index, last, some);
    }
  }

  /**
   * @param node who should tell; empty for all
   */
  record Ask(String node) implements PresenceItem {
    @Override
    public Kind kind() {
      return Kind.ASK;
    }

    @Override
    public int size() {
      return MEMBER_SIZE;
    }

    @Override
    public void write(Packer to) {
      to.text(node);
    }

    static Ask read(Unpacker from) {
      return new Ask(from.text());
    }
  }

  record Bye() implements PresenceItem {
    @Override
    public Kind kind() {
      return Kind.BYE;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void write(Packer to) {}
  }
}
