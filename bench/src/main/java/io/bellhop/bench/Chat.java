package io.bellhop.bench;

import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Line;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Senders.Request;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.load.Words;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.process.ServerConfig;
import io.bellhop.bench.report.Aim;
import io.bellhop.bench.report.Report;
import java.util.List;

/**
 * A chat that has been used for years: messages to many rooms delivered while they come, a large
 * room opened, all rooms listed with what is unread, everything searched.
 */
final class Chat implements Part {
  private static final int ROOMS = 1_000;
  private static final int LARGE = 100_000;
  private static final int PEOPLE = 4_000;
  private static final int WAITING = 400;
  private static final int AT_ONCE = 128;
  private static final int ASKED = 40;

  @Override
  public String title() {
    return "chat: 1,000 rooms, 1,000,000 messages, one room of 100,000";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    run(bed, report, "sqlite", Stores.sqlite(bed));
    run(bed, report, "postgresql", PostgresqlStores.start(bed));
  }

  private static void run(Bed bed, Report report, String name, Stores stores) throws Exception {
    ServerConfig config = stores.server(bed.folder(), Server.freePort()).withRooms(ROOMS);
    try (Server server = bed.start(config);
        Swarm swarm = bed.own(new Swarm(server.port()))) {
      List<Line> people =
          swarm.open(bed.pick(400, PEOPLE), AT_ONCE, bed.clients("customer", Watcher.NONE));
      live(bed, report, name, server);
      fill(bed, swarm, people);
      Asker asker = new Asker(swarm, people, bed.pick(5, ASKED));
      report.add(
          "chat %s: open a room of 100,000, p50".formatted(name),
          asker.p50(n -> new Request("chat.open", "{\"room\":\"room0\"}", null)),
          "ms",
          Aim.atMost(50));
      report.add(
          "chat %s: list 1,000 rooms with unread, p50".formatted(name),
          asker.p50(n -> new Request("chat.rooms", "{\"limit\":1000}", null)),
          "ms",
          Aim.atMost(20));
      report.add(
          "chat %s: search a rare word, p50".formatted(name),
          asker.p50(n -> search(Words.rare(n))),
          "ms",
          Aim.atMost(200));
      report.add(
          "chat %s: search a common word, p50".formatted(name),
          asker.p50(n -> search(Words.common(n))),
          "ms",
          Aim.atMost(200));
      report.add(
          "chat %s: search two words, p50".formatted(name),
          asker.p50(n -> search(Words.common(n) + " " + Words.rare(n))),
          "ms",
          Aim.atMost(200));
      String failure = asker.failure();
      if (failure != null) {
        report.note("some were refused: " + failure);
      }
    }
  }

  private static void live(Bed bed, Report report, String name, Server server)
      throws InterruptedException {
    try (RoomsLoad load = new RoomsLoad(bed, server)) {
      WarmUp.with(bed, server, () -> load.pace(1));
      double p99 = load.pace(bed.pick(1, 10));
      report.add(
          "chat %s: 1,000 messages/s to 500 rooms, delivery p99".formatted(name),
          p99,
          "ms",
          Aim.atMost(100));
    }
  }

  /** A tenth goes to one room. */
  private static void fill(Bed bed, Swarm swarm, List<Line> people) throws InterruptedException {
    long messages = bed.pick(20_000, 10 * LARGE);
    Senders senders =
        new Senders(
            swarm,
            people,
            number ->
                new Request(
                    "chat.send",
                    "{\"room\":\"room%d\",\"text\":\"%s\"}"
                        .formatted(number % 10 == 0 ? 0 : number % ROOMS, Words.text(number)),
                    "fill-" + number));
    while (swarm.call(senders::sent) < messages) {
      senders.keepWaiting(WAITING, () -> senders.sent() < messages, 0.5);
    }
    senders.settle();
  }

  private static Request search(String text) {
    return new Request("chat.search", "{\"text\":\"%s\"}".formatted(text), null);
  }
}
