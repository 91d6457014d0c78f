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
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** A place where people stay, or leave for good, and what each server says who is there. */
final class Hall implements AutoCloseable {
  static final String CHANNEL = "pointer:hall";

  /** Within which presence is right again, whatever happened. */
  static final Duration RIGHT = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int SHOWN = 200;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean end = new AtomicBoolean();
  private final Set<String> expected = new HashSet<>();
  private final List<Visitor> visitors = new ArrayList<>();
  private final Map<String, WireClient> leavers = new HashMap<>();

  /** Lets people come to any server, and waits until they are there. */
  Hall(Fleet fleet, String name, int size) {
    for (int i = 0; i < size; i++) {
      Visitor visitor = new Visitor(name + "visitor-" + i, fleet::port, end);
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
    try (WireClient porter =
        WireClient.connect(
            node.port(), Victim.token("porter", Role.STAFF), notice -> {}, PATIENCE)) {
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
