package io.bellhop.bench;

import io.bellhop.bench.load.Client;
import io.bellhop.bench.load.Client.Request;
import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.load.Tokens;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.process.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What parts run on: a folder of their own and what they start, all of which ends with it.
 *
 * @see #own
 */
final class Bed implements AutoCloseable {
  private static final int AT_ONCE = 64;

  private final Path home;
  private final boolean quick;
  private final Path folder;
  private final Tokens tokens = new Tokens(ServerConfig.SITE, ServerConfig.SECRET);
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  private int folders;

  /**
   * @param home where the launcher is
   * @param quick whether to measure less, only to see that all works
   */
  Bed(Path home, boolean quick) throws IOException {
    this.home = home;
    this.quick = quick;
    this.folder = Files.createTempDirectory("bellhop-bench");
  }

  boolean isQuick() {
    return quick;
  }

  /** One of two, as this run is quick or not. */
  <T> T pick(T quickly, T fully) {
    return quick ? quickly : fully;
  }

  /** Ends it with the bed, if nobody has ended it before. */
  <T extends AutoCloseable> T own(T part) {
    open.push(part);
    return part;
  }

  /** A folder that nobody has. */
  Path folder() {
    return folder.resolve("part" + folders++);
  }

  /** A server on the embedded store. */
  Server server() throws IOException, InterruptedException {
    return start(ServerConfig.sqlite(folder(), Server.freePort()));
  }

  Server start(ServerConfig config) throws IOException, InterruptedException {
    return own(Server.start(home, config));
  }

  /** Clients that are each somebody else. */
  Supplier<Client> clients(String role, Watcher watcher, Request... requests) {
    return () -> new Client(tokens.next(role), List.of(requests), watcher);
  }

  /** Subscribers of a channel, each somebody else; returns when all are there. */
  void audience(Swarm swarm, int size, String channel, Watcher watcher)
      throws InterruptedException {
    swarm.open(size, AT_ONCE, clients("customer", watcher, Request.subscribe(channel)));
  }

  /** A pool of staff who send what there is to send. */
  Senders senders(Swarm swarm, int size, Senders.Requests requests) throws InterruptedException {
    return new Senders(swarm, swarm.open(size, AT_ONCE, clients("staff", Watcher.NONE)), requests);
  }

  /** What its servers have said. */
  String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.endsWith("server.log")).toList()) {
        logs.append('\n').append(Files.readString(file));
      }
    }
    return logs.toString();
  }

  /** Ends everything; what hangs is killed. A second time does nothing. */
  @Override
  public void close() {
    if (!Files.exists(folder)) {
      return;
    }
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("bench: " + e);
      }
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("bench: cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
