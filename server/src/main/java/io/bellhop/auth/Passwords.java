package io.bellhop.auth;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and verifies passwords on two threads of its own, so that a flood of logins takes neither
 * all processors nor the threads that carry calls. At most 64 wait; one more is {@code
 * unavailable}.
 */
public final class Passwords implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 64;

  private final ThreadPoolExecutor hashing =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("password-", 0).daemon().factory(),
          new ThreadPoolExecutor.AbortPolicy());

  private final int iterations;
  private final PasswordHash nobody;

  /** As strong as OWASP's advice for PBKDF2-HMAC-SHA256 says. */
  public Passwords() {
    this(600_000);
  }

  Passwords(int iterations) {
    this.iterations = iterations;
    this.nobody = PasswordHash.unknown(iterations);
    hashing.allowCoreThreadTimeOut(true);
  }

  /** A new hash, in the form in which it is stored. */
  String hash(String password) {
    return await(() -> PasswordHash.of(password, iterations)).text();
  }

  boolean matches(String password, String stored) {
    return await(() -> PasswordHash.parse(stored).matches(password));
  }

  /** Takes as long as {@link #matches}, so nobody learns whether there is such an account. */
  void matchNobody(String password) {
    await(() -> nobody.matches(password));
  }

  /** Whether a stored hash is weaker than new ones. */
  boolean outdated(String stored) {
    return PasswordHash.parse(stored).iterations() < iterations;
  }

  private <T> T await(Callable<T> work) {
    Future<T> done = submit(work);
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw BellhopException.internal(e);
    } catch (InterruptedException e) {
      done.cancel(false);
      Thread.currentThread().interrupt();
      throw new BellhopException(ErrorCode.UNAVAILABLE, "interrupted");
    }
  }

  private <T> Future<T> submit(Callable<T> work) {
    try {
      return hashing.submit(work);
    } catch (RejectedExecutionException e) {
      throw BellhopException.retryAfter(
          ErrorCode.UNAVAILABLE, "too many logins at once", Duration.ofSeconds(5));
    }
  }

  @Override
  public void close() {
    hashing.shutdownNow();
  }
}
