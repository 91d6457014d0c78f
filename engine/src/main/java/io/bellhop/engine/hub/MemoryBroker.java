package io.bellhop.engine.hub;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import java.util.List;

/** The broker of a server that is alone: hands over at once, on the publisher's thread. */
public final class MemoryBroker implements Broker {
  private volatile Ledger.Listener receiver = events -> {};

  @Override
  public void publish(List<Event> events) {
    receiver.onCommitted(events);
  }

  @Override
  public void listen(Ledger.Listener receiver) {
    this.receiver = receiver;
  }

  @Override
  public void close() {
    receiver = events -> {};
  }
}
