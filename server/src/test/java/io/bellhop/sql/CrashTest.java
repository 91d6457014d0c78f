package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Event;
import io.bellhop.json.JacksonCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server killed with SIGKILL while it writes: what it acknowledged is there. */
class CrashTest {
  private static final int WRITERS = 16;
  private static final int ACKNOWLEDGED = 2_000;

  @TempDir Path folder = Path.of("");

  /** The server that is killed: prints each offset once it is acknowledged. */
  static final class Server {
    public static void main(String[] arguments) {
      SqlSettings settings =
          arguments.length == 1
              ? SqlSettings.sqlite(Path.of(arguments[0]))
              : SqlSettings.postgresql(arguments[0], arguments[1], arguments[2], 2);
      SqlLedger ledger =
          SqlLedger.open(settings, new JacksonCodec(), InstantSource.system(), _ -> {});
      for (int i = 0; i < WRITERS; i++) {
        Thread.ofPlatform().start(() -> writeForEver(ledger));
      }
    }

    private static void writeForEver(SqlLedger ledger) {
      while (true) {
        Event event = ledger.write(tx -> Fixture.append(tx, "chat:1", "x"));
        System.out.println(event.offset());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatWasAcknowledgedBeforeAKillIsThere(Database database) throws Exception {
    Fixture fixture = new Fixture(database, folder);
    List<Long> acknowledged = runAndKill(fixture.settings);

    SqlLedger ledger = fixture.open();
    long next = ledger.write(tx -> Fixture.append(tx, "chat:1", "next")).offset();
    List<Long> stored = offsets(ledger);

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED - 1);
    assertThat(stored).isEqualTo(LongStream.rangeClosed(1, stored.size()).boxed().toList());
    assertThat(stored).containsAll(acknowledged);
    assertThat(next).isEqualTo(stored.size());
    fixture.close();
  }

  private static List<Long> runAndKill(SqlSettings settings) throws IOException {
    Process server = start(settings);
    List<Long> acknowledged = new ArrayList<>();
    try (BufferedReader lines = server.inputReader(StandardCharsets.US_ASCII)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.matches("\\d+")) {
          acknowledged.add(Long.valueOf(line));
        }
        if (acknowledged.size() == ACKNOWLEDGED) {
          server.toHandle().destroyForcibly();
        }
      }
    } finally {
      server.destroyForcibly();
    }
    // the last line may be torn
    return acknowledged.subList(0, acknowledged.size() - 1);
  }

  private static Process start(SqlSettings settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Server.class.getName());
    switch (settings.store()) {
      case SqlSettings.Store.Sqlite(Path data) -> command.add(data.toString());
      case SqlSettings.Store.Postgresql(String url, String user, String password, int _) ->
          command.addAll(List.of(url, user, password));
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static List<Long> offsets(SqlLedger ledger) {
    List<Long> offsets = new ArrayList<>();
    List<Event> page;
    do {
      long last = offsets.isEmpty() ? 0 : offsets.getLast();
      page = Objects.requireNonNull(ledger.read(Fixture.channel("chat:1"), last, 1_000));
      page.forEach(event -> offsets.add(event.offset()));
    } while (!page.isEmpty());
    return offsets;
  }
}
