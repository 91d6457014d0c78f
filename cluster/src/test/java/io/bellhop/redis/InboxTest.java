package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node takes it to have missed. */
class InboxTest {
  private final List<Integer> returns = new ArrayList<>();
  private final Inbox inbox = new Inbox("one", new Noting());

  private final class Noting implements Inbox.Handler {
    @Override
    public void onItem(String node, Item.Kind kind, Unpacker item) {}

    @Override
    public void onEnd() {}

    @Override
    public void onEcho(int partition, Item.Kind kind, Unpacker item) {}

    @Override
    public void onLoss(int partition, String node) {}

    @Override
    public void onReturn(int partition) {
      returns.add(partition);
    }
  }

  @Test
  void nothingIsMissedBeforeTheFirstPartitionsAreHeard() {
    inbox.onSubscribed(1);
    inbox.onSubscribed(2);
    assertThat(returns).isEmpty();

    inbox.onSubscribed(2);
    assertThat(returns).containsExactly(2);
  }

  @Test
  void whoCouldNotConnectAtFirstHasMissedSomethingOfEachPartition() {
    inbox.onAway();
    inbox.onSubscribed(1);
    inbox.onSubscribed(2);

    assertThat(returns).containsExactly(1, 2);
  }
}
