package io.bellhop.engine.hub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final Semaphore turns = new Semaphore(0);
  private final AtomicInteger room = new AtomicInteger();
  private final Mailbox mailbox = new Mailbox(4, this::handle, room::incrementAndGet);

  private void handle(String frame) {
    turns.acquireUninterruptibly();
    handled.add(frame);
  }

  private void awaitHandled(int count) {
    await().atMost(10, SECONDS).until(() -> handled.size() == count);
  }

  @Test
  void handlesOneAfterTheOtherInOrder() {
    turns.release(10_000);
    List<String> frames = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();

    frames.forEach(mailbox::offer);

    awaitHandled(5_000);
    assertThat(handled).isEqualTo(frames);
  }

  @Test
  void saysWhenItIsFullAndOnceWhenHalfOfItIsDone() {
    while (!mailbox.isFull()) {
      mailbox.offer("x");
    }
    assertThat(mailbox.offer("one more")).isFalse();
    assertThat(room).hasValue(0);

    turns.release(100);

    await().atMost(10, SECONDS).until(() -> room.get() == 1);
    assertThat(mailbox.isFull()).isFalse();
  }

  @Test
  void losesNothingThatWasOfferedToAFullOne() {
    for (int i = 0; i < 100; i++) {
      mailbox.offer("x" + i);
    }

    turns.release(100);

    awaitHandled(100);
    assertThat(handled.getLast()).isEqualTo("x99");
  }

  @Test
  void whenStoppedFinishesWhatIsInHandAndNoMore() {
    mailbox.offer("in hand");
    await().atMost(10, SECONDS).until(turns::hasQueuedThreads);
    mailbox.offer("waiting");
    AtomicInteger idle = new AtomicInteger();

    mailbox.stop(idle::incrementAndGet);
    mailbox.offer("late");
    assertThat(idle).hasValue(0);
    turns.release(10);

    await().atMost(10, SECONDS).until(() -> idle.get() == 1);
    assertThat(handled).containsExactly("in hand");
  }

  @Test
  void whenStoppedIdleIsDoneAtOnce() {
    AtomicInteger idle = new AtomicInteger();

    mailbox.stop(idle::incrementAndGet);

    assertThat(idle).hasValue(1);
  }
}
