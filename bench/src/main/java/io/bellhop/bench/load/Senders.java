package io.bellhop.bench.load;

import io.bellhop.bench.report.Histogram;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over a pool of connections, each in its turn: a pool, because the server limits
 * how often one person may ask. Either as many as fit a number of waiting clients, or so many a
 * second. Confined to the swarm's loop but for the methods that say otherwise.
 */
public final class Senders {
  private final Swarm swarm;
  private final List<Line> lines;
  private final Requests requests;
  private final Histogram latency = new Histogram();
  private BooleanSupplier room = () -> true;
  private int most;
  private int waiting;
  private int turn;
  private long sent;
  private long answered;
  private long failed;
  private @Nullable String failure;

  /** Makes the requests. */
  public interface Requests {
    /**
     * @param number a different one each time
     */
    Request next(long number);
  }

  /** A request to send. */
  public record Request(String method, String params, @Nullable String key) {}

  /** What was answered in a while. */
  public record Count(long answered, long failed, double p50, double p99) {}

  public Senders(Swarm swarm, List<Line> lines, Requests requests) {
    this.swarm = swarm;
    this.lines = lines;
    this.requests = requests;
  }

  /** Keeps so many requests unanswered for a while, as long as there is room. Any thread. */
  public Count keepWaiting(int clients, BooleanSupplier whileRoom, double seconds)
      throws InterruptedException {
    swarm.call(() -> {
      most = clients;
      room = whileRoom;
      reset();
      fill();
      return true;
    });
    TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    return stop();
  }

  /** Sends so many a second for a while. Any thread. */
  public Count pace(double perSecond, double seconds) throws InterruptedException {
    swarm.call(() -> {
      reset();
      return true;
    });
    Future<?> beat =
        swarm
            .loop()
            .scheduleAtFixedRate(this::send, 0, (long) (1e9 / perSecond), TimeUnit.NANOSECONDS);
    TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    beat.cancel(false);
    return stop();
  }

  private Count stop() throws InterruptedException {
    return swarm.call(() -> {
      most = 0;
      return new Count(answered, failed, latency.millis(0.5), latency.millis(0.99));
    });
  }

  /** Waits until every request is answered. Any thread. */
  public void settle() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (swarm.call(() -> waiting) > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void reset() {
    latency.clear();
    answered = 0;
    failed = 0;
  }

  /** Sends on if there is room now. */
  public void fill() {
    while (waiting < most && room.getAsBoolean()) {
      send();
    }
  }

  private void send() {
    Line line = lines.get(turn);
    turn = (turn + 1) % lines.size();
    Request request = requests.next(sent++);
    waiting++;
    long began = System.nanoTime();
    line.call(request.method(), request.params(), request.key(), error -> onAnswer(began, error));
  }

  private void onAnswer(long began, @Nullable String error) {
    waiting--;
    if (error == null) {
      answered++;
      latency.record(System.nanoTime() - began);
    } else {
      failed++;
      failure = error;
    }
    fill();
  }

  /** How many were sent, ever. */
  public long sent() {
    return sent;
  }

  /** The last error. Any thread. */
  public @Nullable String failure() throws InterruptedException {
    return swarm.call(() -> failure);
  }
}
