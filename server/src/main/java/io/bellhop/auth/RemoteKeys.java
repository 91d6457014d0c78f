package io.bellhop.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set at a URL: fetched when first needed, again every 10 minutes, and at once for a key id
 * that is not known, but never twice within 30 s. While the URL does not answer, the last keys hold
 * for a day.
 */
public final class RemoteKeys implements KeySource {
  private static final Logger log = LoggerFactory.getLogger(RemoteKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration STALE = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private record State(List<JWK> keys, Instant fetched, Instant tried) {
    static final State NONE = new State(List.of(), Instant.EPOCH, Instant.EPOCH);

    State failed(Instant now) {
      boolean usable = now.isBefore(fetched.plus(STALE));
      return new State(usable ? keys : List.of(), fetched, now);
    }
  }

  private final URI url;
  private final InstantSource clock;
  private final JwksFetch fetch;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state = State.NONE;

  /**
   * @throws IllegalArgumentException if the URL is neither https nor on this machine
   */
  public RemoteKeys(URI url, InstantSource clock) {
    if (!trustworthy(url)) {
      throw new IllegalArgumentException("keys are fetched by https, or from this machine");
    }
    this.url = url;
    this.clock = clock;
    this.fetch = new JwksFetch(url);
  }

  /** Whether keys from this URL can be relied on: it is https, or on this machine. */
  public static boolean trustworthy(URI url) {
    return url.getHost() != null
        && ("https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())));
  }

  @Override
  public List<JWK> candidates(JWSHeader header) {
    State known = state;
    List<JWK> keys = Jwks.matching(known.keys, header);
    if (keys.isEmpty()) {
      fetching.lock();
      refresh();
    } else if (stale(known) && fetching.tryLock()) {
      refresh();
    } else {
      return keys;
    }
    if (state.keys.isEmpty()) {
      throw BellhopException.retryAfter(
          ErrorCode.UNAVAILABLE, "the site's keys cannot be fetched now", PAUSE);
    }
    return Jwks.matching(state.keys, header);
  }

  private boolean stale(State known) {
    return clock.instant().isAfter(known.fetched.plus(FRESH));
  }

  private void refresh() {
    try {
      Instant now = clock.instant();
      if (now.isAfter(state.tried.plus(PAUSE))) {
        state = next(now);
      }
    } finally {
      fetching.unlock();
    }
  }

  private State next(Instant now) {
    try {
      return new State(fetch.keys(), now, now);
    } catch (IOException | IllegalArgumentException e) {
      log.warn("Keys from {} cannot be had: {}", url, e.getMessage());
      return state.failed(now);
    }
  }
}
