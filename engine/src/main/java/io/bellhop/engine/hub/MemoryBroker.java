package io.bellhop.engine.hub;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The broker of a server that is alone: hands over at once, on the publisher's thread. */
public final class MemoryBroker implements Broker {
  private volatile @Nullable Receiver receiver;

  @Override
  public void publish(List<Event> events) {
    Receiver known = receiver;
    if (known != null) {
      known.onOwn(events);
    }
  }

  @Override
  public void listen(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public void close() {
    receiver = null;
  }
}
