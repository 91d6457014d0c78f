package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.config.Config;
import io.bellhop.config.ConfigReader;
import io.bellhop.logging.Logging;
import io.bellhop.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that start at once on an empty database make together what one would make. */
class FirstStartTest {
  private static final int SERVERS = 3;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void quiet() {
    Logging.set(false, "WARN");
  }

  @AfterEach
  void loud() {
    Logging.set(false, "INFO");
  }

  /** The rows of a table, once all servers run. */
  private List<Integer> rows(String firstManager, String... tables) throws Exception {
    Config config = config(firstManager);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Bellhop> start = () -> Bellhop.start(config);
      List<Future<Bellhop>> started = threads.invokeAll(Collections.nCopies(SERVERS, start));
      List<Integer> rows =
          List.of(tables).stream()
              .map(table -> rows(started.getFirst().resultNow(), table))
              .toList();
      for (Future<Bellhop> server : started) {
        server.get().close();
      }
      return rows;
    }
  }

  private Config config(String firstManager) throws IOException {
    Path web = Files.createDirectories(folder.resolve("web"));
    TestServer.layOutPages(web);
    String text =
        """
        listen: {host: 127.0.0.1, port: 0}
        web: {folder: web}
        drain: 100ms
        sites:
          - id: hotel
            secret: %s
            %s
        """
            .formatted(TokenMint.secret(TestServer.HOTEL), firstManager);
    Path file = Files.writeString(folder.resolve("bellhop.yaml"), text);
    return ConfigReader.read(file, TestServer.environment(Database.POSTGRESQL, folder));
  }

  private static int rows(Bellhop server, String table) {
    return server.ledger().query("SELECT COUNT(*) FROM " + table, row -> row.getInt(1)).getFirst();
  }

  @Test
  void makesOneInvitation() throws Exception {
    assertThat(rows("", "staff_setup", "staff", "file_secret")).containsExactly(1, 0, 1);
  }

  @Test
  void makesOneFirstManager() throws Exception {
    String manager =
        "first-manager: {email: kari@hotel.example, name: Kari, password: correct horse battery}";

    assertThat(rows(manager, "staff_setup", "staff")).containsExactly(0, 1);
  }
}
