package io.bellhop.bench.load;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens a number of lines, some at a time. Confined to the swarm's loop. */
final class Opening {
  private static final int PATIENCE_SECONDS = 120;

  private final Swarm swarm;
  private final int count;
  private final Supplier<Client> clients;
  private final List<Line> lines = new ArrayList<>();
  private final CompletableFuture<List<Line>> done = new CompletableFuture<>();
  private int begun;
  private int ready;

  Opening(Swarm swarm, int count, Supplier<Client> clients) {
    this.swarm = swarm;
    this.count = count;
    this.clients = clients;
  }

  List<Line> run(int atOnce) throws InterruptedException {
    swarm
        .loop()
        .execute(() -> {
          for (int i = 0; i < Math.min(atOnce, count); i++) {
            next();
          }
        });
    return await();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails ends the opening
  List<Line> run(Duration within) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      long moment = ThreadLocalRandom.current().nextLong(within.toNanos());
      swarm.loop().schedule(this::next, moment, TimeUnit.NANOSECONDS);
    }
    return await();
  }

  private List<Line> await() throws InterruptedException {
    try {
      return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "%d of %d connections: %s".formatted(ready, count, e.getMessage()), e);
    }
  }

  private void next() {
    if (begun < count && !done.isDone()) {
      begun++;
      swarm.begin(this);
    }
  }

  Line line(Channel channel) {
    Line line = new Line(channel, clients.get(), this::onReady);
    lines.add(line);
    return line;
  }

  private void onReady(@Nullable String failure) {
    if (failure != null) {
      fail(failure);
    } else if (++ready == count) {
      done.complete(lines);
    } else {
      next();
    }
  }

  void fail(String why) {
    done.completeExceptionally(new IllegalStateException(why));
  }
}
