package io.bellhop.server;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * A client that repeats each request, with its key and over whatever connection, until it is
 * acknowledged; then goes on to the next.
 */
final class Persistent implements Runnable {
  private static final Duration PACE = Duration.ofMillis(110);

  /** After this a server is given up, as clients do that hear nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Set<String> REFUSALS = Set.of("conflict", "limit_reached");

  private final IntSupplier door;
  private final String id;
  private final Role role;
  private final LongFunction<Request> requests;
  private final ToLongFunction<JsonNode> acknowledgement;
  private final AtomicBoolean stop;

  /**
   * A method with its params.
   *
   * @param refusable whether the server may say no to it as things are, which is then the answer
   */
  record Request(String method, String params, boolean refusable) {
    static Request of(String method, Object... members) {
      return new Request(method, Rpc.params(members), false);
    }

    static Request refusable(String method, Object... members) {
      return new Request(method, Rpc.params(members), true);
    }

    boolean mayBe(RpcFailure refused) {
      return refusable && REFUSALS.contains(refused.code);
    }
  }

  /** What was acknowledged, by key. */
  final Map<String, Long> acknowledged = new LinkedHashMap<>();

  long attempts;

  /** The longest that it took until something was acknowledged, in nanoseconds. */
  long longest;

  private @Nullable WireClient client;

  /**
   * @param door the port of a server, asked for each connection
   * @param requests the n-th request
   * @param acknowledgement the number to remember of an answer; negative for none
   */
  Persistent(
      IntSupplier door,
      String id,
      Role role,
      LongFunction<Request> requests,
      ToLongFunction<JsonNode> acknowledgement,
      AtomicBoolean stop) {
    this.door = door;
    this.id = id;
    this.role = role;
    this.requests = requests;
    this.acknowledgement = acknowledgement;
    this.stop = stop;
  }

  String id() {
    return id;
  }

  @Override
  public void run() {
    for (long n = 0; !stop.get(); n++) {
      String key = id + "-" + n;
      long number = acknowledgement.applyAsLong(insist(key, requests.apply(n)));
      if (number >= 0) {
        acknowledged.put(key, number);
      }
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private JsonNode insist(String key, Request request) {
    long began = System.nanoTime();
    while (true) {
      attempts++;
      try {
        WireClient open = client;
        if (open == null) {
          open = WireClient.connect(door.getAsInt(), token(), notice -> {}, PATIENCE);
          client = open;
        }
        JsonNode answer = open.call(request.method(), request.params(), key);
        longest = Math.max(longest, System.nanoTime() - began);
        return answer;
      } catch (RpcFailure e) {
        if (request.mayBe(e)) {
          return NullNode.getInstance();
        }
        if (!e.mayRepeat() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        if (e.code.equals(RpcFailure.GONE)) {
          hangUp();
        }
        LockSupport.parkNanos(PACE.toNanos());
      }
    }
  }

  private String token() {
    return Victim.token(id, role);
  }

  private void hangUp() {
    WireClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }
}
