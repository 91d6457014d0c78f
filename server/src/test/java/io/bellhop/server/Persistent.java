package io.bellhop.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that repeats each request, with its key and over whatever connection, until it is
 * acknowledged; then goes on to the next.
 */
final class Persistent implements Runnable {
  private static final Duration PACE = Duration.ofMillis(110);

  private final Victim victim;
  private final String id;
  private final String method;
  private final LongFunction<String> params;
  private final ToLongFunction<JsonNode> acknowledgement;
  private final AtomicBoolean stop;

  /** What was acknowledged, by key. */
  final Map<String, Long> acknowledged = new LinkedHashMap<>();

  long attempts;
  private @Nullable WireClient client;

  /**
   * @param params of the n-th request
   * @param acknowledgement the number to remember of an answer
   */
  Persistent(
      Victim victim,
      String id,
      String method,
      LongFunction<String> params,
      ToLongFunction<JsonNode> acknowledgement,
      AtomicBoolean stop) {
    this.victim = victim;
    this.id = id;
    this.method = method;
    this.params = params;
    this.acknowledgement = acknowledgement;
    this.stop = stop;
  }

  @Override
  public void run() {
    for (long n = 0; !stop.get(); n++) {
      String key = id + "-" + n;
      acknowledged.put(key, acknowledgement.applyAsLong(insist(key, params.apply(n))));
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private JsonNode insist(String key, String request) {
    while (true) {
      attempts++;
      try {
        WireClient open = client;
        if (open == null) {
          open = WireClient.connect(victim.port(), Victim.token(id));
          client = open;
        }
        return open.call(method, request, key);
      } catch (RpcFailure e) {
        if (!e.mayRepeat()) {
          throw e;
        }
        if (e.code.equals(RpcFailure.GONE)) {
          client = null;
        }
        LockSupport.parkNanos(PACE.toNanos());
      }
    }
  }
}
