package io.bellhop.sql;

import io.bellhop.engine.Ledger;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A write on its way: handed in by a caller, carried out and answered by the writer thread. */
final class Write<R> {
  /** An idempotency key with the request it stands for and the type of its answer. */
  record Key<R>(RequestKey key, RequestKey hash, Class<R> type) {
    static <R> @Nullable Key<R> of(Ledger.Once<R> once) {
      Ledger.Key key = once.key();
      return key == null
          ? null
          : new Key<>(RequestKey.of(key), RequestKey.digest(key.hash()), once.type());
    }
  }

  private final Ledger.Work<R> work;
  private final @Nullable Key<R> key;
  private final @Nullable String trace;
  private final CompletableFuture<Outcome<R>> answer = new CompletableFuture<>();
  private final AtomicBoolean claimed = new AtomicBoolean();
  private Outcome<R> staged = new Outcome.Failed<>(Trouble.unavailable("not carried out"));

  Write(Ledger.Work<R> work, @Nullable Key<R> key, @Nullable String trace) {
    this.work = work;
    this.key = key;
    this.trace = trace;
  }

  @Nullable Key<R> key() {
    return key;
  }

  /** What its caller is doing, as a {@code traceparent}. */
  @Nullable String trace() {
    return trace;
  }

  R run(Tx tx) {
    return work.in(tx);
  }

  /** Takes it for carrying out or for giving up, whichever is first. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** What to answer if the transaction commits. */
  void stage(Outcome<R> outcome) {
    staged = outcome;
  }

  void answerStaged() {
    answer.complete(staged);
  }

  void fail(RuntimeException failure) {
    answer.complete(new Outcome.Failed<>(failure));
  }

  /** Waits for the answer. */
  R await(Duration timeout, Codec codec) {
    return switch (outcome(timeout)) {
      case Outcome.Done<R>(R result) -> result;
      case Outcome.Repeated<R>(Json json, Class<R> type) -> codec.read(json, type);
      case Outcome.Failed<R>(RuntimeException failure) -> throw failure;
    };
  }

  private Outcome<R> outcome(Duration timeout) {
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return givenUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return givenUp();
    } catch (ExecutionException e) {
      throw new IllegalStateException("answers are never exceptional", e);
    }
  }

  private Outcome<R> givenUp() {
    String message = claim() ? "not carried out in time" : "no commit in time";
    return new Outcome.Failed<>(new BellhopException(ErrorCode.TIMEOUT, message));
  }
}
