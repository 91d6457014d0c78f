package io.bellhop.server;

import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;

/** A place where people stay, or leave for good, and what each server says who is there. */
final class Hall implements AutoCloseable {
  static final String CHANNEL = "pointer:hall";

  /** Within which presence is right again, whatever happened. */
  static final Duration RIGHT = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int SHOWN = 200;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean end = new AtomicBoolean();
  private final Set<String> expected = new HashSet<>();
  private final List<Visitor> visitors = new ArrayList<>();
  private final Map<String, WireClient> leavers = new HashMap<>();

  /** Lets people come to any server, and waits until they are there. */
  Hall(Fleet fleet, String name, int size) {
    this(name, size, fleet::port);
  }

  /**
   * @param door the port of a server, asked for each connection
   */
  Hall(String name, int size, IntSupplier door) {
    for (int i = 0; i < size; i++) {
      Visitor visitor = new Visitor(name + "visitor-" + i, door, end);
      visitors.add(visitor);
      expected.add(visitor.id);
      threads.execute(visitor);
    }
    await().atMost(Fleet.PATIENCE).until(this::allHere);
  }

  boolean allHere() {
    return visitors.stream().allMatch(Visitor::isHere);
  }

  /** How many of them are at that server. */
  long at(Victim node) {
    return visitors.stream().filter(visitor -> visitor.isAt(node)).count();
  }

  /**
   * Waits until nobody is at that server any more, and all are at others.
   *
   * @return how few at least were present meanwhile, as the others say
   */
  int awaitAway(Victim node, Collection<Victim> others, Duration patience) {
    AtomicInteger fewest = new AtomicInteger(Integer.MAX_VALUE);
    await()
        .atMost(patience)
        .until(() -> {
          others.forEach(other -> fewest.accumulateAndGet(present(other), Math::min));
          return at(node) == 0 && allHere();
        });
    return fewest.get();
  }

  /** How many of them at most made the lines that they have now within one second. */
  int mostInASecond() {
    long[] times = visitors.stream().mapToLong(Visitor::since).sorted().toArray();
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.length; last++) {
      while (times[last] - times[first] > SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** How many are present as that server says. */
  static int present(Victim node) {
    try (WireClient porter = porter(node)) {
      return Rpc.call(porter, "presence", "channel", CHANNEL).get("count").intValue();
    }
  }

  private static WireClient porter(Victim node) {
    return WireClient.connect(
        node.port(), Victim.token("porter", Role.STAFF), notice -> {}, PATIENCE);
  }

  /** Lets people come to that server who will not come back, and waits until all see them. */
  void receive(Victim node, Collection<Victim> all, int size) {
    Set<String> more = new HashSet<>(expected);
    for (int i = 0; i < size; i++) {
      String id = "leaver-" + node.pid() + "-" + i;
      WireClient leaver = WireClient.connect(node.port(), Victim.token(id, Role.GUEST));
      Rpc.call(leaver, "subscribe", "channel", CHANNEL);
      leavers.put(id, leaver);
    }
    more.addAll(leavers.keySet());
    await().atMost(RIGHT).until(() -> all.stream().allMatch(each -> isRight(each, more)));
  }

  /** Lets them leave, which their server may not hear. */
  void dismiss() {
    leavers.values().forEach(WireClient::close);
    leavers.clear();
  }

  /**
   * Waits until all who stayed, and nobody else, are present as those servers say.
   *
   * @return the milliseconds it took
   */
  long awaitRight(Collection<Victim> nodes) {
    long began = System.nanoTime();
    await().atMost(RIGHT).pollInterval(Duration.ofMillis(200)).until(() -> isRight(nodes));
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  /** Whether all who stayed, and nobody else, are present as those servers say. */
  boolean isRight(Collection<Victim> nodes) {
    return allHere() && nodes.stream().allMatch(node -> isRight(node, expected));
  }

  private static boolean isRight(Victim node, Set<String> ids) {
    try (WireClient porter = porter(node)) {
      JsonNode present = Rpc.call(porter, "presence", "channel", CHANNEL);
      Set<String> members = new HashSet<>();
      present.get("members").forEach(member -> members.add(member.get("id").stringValue()));
      return present.get("count").intValue() == ids.size()
          && (ids.size() > SHOWN ? ids.containsAll(members) : members.equals(ids));
    } catch (RpcFailure e) {
      return false;
    }
  }

  @Override
  public void close() {
    end.set(true);
    dismiss();
    threads.shutdownNow();
    threads.close();
  }
}
