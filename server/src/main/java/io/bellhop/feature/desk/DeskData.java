package io.bellhop.feature.desk;

import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.util.List;

/** What the desk keeps about customers. */
final class DeskData implements PersonalData {
  private static final int MOST = 10_000;

  private final ConversationStore store;
  private final QueueStore queues;
  private final Codec codec;

  DeskData(ConversationStore store, QueueStore queues, Codec codec) {
    this.store = store;
    this.queues = queues;
    this.codec = codec;
  }

  record Exported(List<Conversation> conversations) {}

  @Override
  public String name() {
    return "conversations";
  }

  @Override
  public Json export(String site, String person) {
    return codec.write(new Exported(queues.ofCustomer(site, person, MOST)));
  }

  @Override
  public void erase(Tx tx, String site, String person) {
    store.erase(tx, site, person);
  }

  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    store.hand(tx, site, from, Person.of(to));
  }
}
