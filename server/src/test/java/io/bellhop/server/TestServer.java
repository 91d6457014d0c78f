package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.config.ConfigReader;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Role;
import io.bellhop.logging.Logging;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole server on a free port, with two sites, its pages, and a clock that can be moved. */
final class TestServer implements AutoCloseable {
  static final String HOTEL = "hotel";
  static final String SALON = "salon";
  static final String PAGE = "https://www.hotel.example";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  static final String SITES =
      """
      listen: {host: 127.0.0.1, port: 0}
      web: {folder: web}
      drain: 500ms
      sites:
        - id: hotel
          secret: %s
          origins: ["https://www.hotel.example"]
          rooms:
            - {id: lobby, name: Lobby}
            - {id: back-office, name: Back office, roles: [staff, manager]}
        - id: salon
          secret: %s
          origins: ["https://www.salon.example"]
          guests: false
          rooms:
            - {id: chair, name: Chair}
      namespaces:
        - {name: board, history: durable, presence: count}
        - {name: offer, history: recent, size: 10, publish: [guest, staff]}
        - {name: pointer, history: transient, presence: members, publish: [guest, staff]}
      """
          .formatted(TokenMint.secret(HOTEL), TokenMint.secret(SALON));

  final MovableClock clock = new MovableClock();
  private final Path folder;
  private final Config config;
  private final List<Feature> features;
  private Bellhop bellhop;
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  private TestServer(Database database, String more, List<Feature> features) {
    this(database, more, features, Map.of());
  }

  private TestServer(
      Database database, String more, List<Feature> features, Map<String, String> variables) {
    try {
      folder = Files.createTempDirectory("bellhop-test");
      layOutPages(folder.resolve("web"));
      Path file = Files.writeString(folder.resolve("bellhop.yaml"), SITES + more + "\n");
      Logging.set(false, "WARN");
      Map<String, String> all = new HashMap<>(environment(database, folder));
      all.putAll(variables);
      this.features = features;
      config = ConfigReader.read(file, all);
      bellhop = Bellhop.start(config, features, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestServer start() {
    return start("");
  }

  /**
   * @param more configuration, for example {@code limits: {frame: 4KiB}}
   */
  static TestServer start(String more, Feature... features) {
    return new TestServer(Database.SQLITE, more, List.of(features));
  }

  static TestServer on(Database database, Feature... features) {
    return new TestServer(database, "", List.of(features));
  }

  /**
   * @param more configuration, as {@link #start(String, Feature...)} takes it
   */
  static TestServer on(Database database, String more) {
    return new TestServer(database, more, List.of());
  }

  /**
   * @param variables configuration, as variables of the environment
   */
  static TestServer on(Database database, Map<String, String> variables) {
    return new TestServer(database, "", List.of(), variables);
  }

  /** The variables that make a server keep its data in a fresh database, or in the folder. */
  static Map<String, String> environment(Database database, Path folder) {
    return environment(database.fresh(folder.resolve("data")), folder);
  }

  /** The variables that make a server keep its data there, and the rest in the folder. */
  static Map<String, String> environment(SqlSettings settings, Path folder) {
    String data = folder.resolve("data").toString();
    return switch (settings.store()) {
      case SqlSettings.Store.Sqlite _ -> Map.of("BELLHOP_DATA", data);
      case SqlSettings.Store.Postgresql(String url, String user, String password, int _) ->
          Map.of(
              "BELLHOP_DATA",
              data,
              "BELLHOP_STORE",
              "postgresql",
              "BELLHOP_POSTGRESQL_URL",
              url,
              "BELLHOP_POSTGRESQL_USER",
              user,
              "BELLHOP_POSTGRESQL_PASSWORD",
              password);
    };
  }

  static void layOutPages(Path web) throws IOException {
    for (String app : List.of("demo", "console", "widget")) {
      Files.createDirectories(web.resolve(app).resolve(".hidden"));
      Files.writeString(web.resolve(app).resolve("index.html"), "<h1>" + app + "</h1>");
      Files.writeString(web.resolve(app).resolve(".env"), "top secret");
      Files.writeString(web.resolve(app).resolve(".hidden/file.txt"), "top secret");
    }
    Files.writeString(web.resolve("secret.txt"), "top secret");
  }

  Bellhop bellhop() {
    return bellhop;
  }

  /** Ends the server and starts another on its data; on another port. */
  void restart() {
    bellhop.close();
    bellhop = Bellhop.start(config, features, clock);
  }

  /** Where the server writes. */
  Path data() {
    return folder.resolve("data");
  }

  int port() {
    return bellhop.port();
  }

  Instant now() {
    return clock.instant();
  }

  // ---- tokens

  /** A token of the hotel for an hour; a back end's API key. The principal's id is its role. */
  String token(Role role) {
    return token(HOTEL, role);
  }

  String token(String site, Role role) {
    return role == Role.BACKEND ? apiKey(site) : token(site, role.wireName(), role);
  }

  String token(String site, String id, Role role) {
    return TokenMint.token(site, id, role, now().plusSeconds(3_600));
  }

  private String apiKey(String site) {
    return keys.computeIfAbsent(
        site,
        s -> {
          var answer = call("apikey.create", "{\"name\":\"tests\"}", token(s, Role.MANAGER));
          return WireClient.JSON.readTree(answer.body()).get("key").stringValue();
        });
  }

  // ---- clients

  WireClient connect(Role role) {
    return WireClient.connect(port(), token(role));
  }

  WireClient connect(String id) {
    return WireClient.connect(port(), token(HOTEL, id, Role.GUEST));
  }

  /** Calls a method over HTTP. */
  HttpResponse<String> call(String method, String body, @Nullable String token, String... headers) {
    HttpRequest.Builder request = request("/api/" + method, headers);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(15));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    bellhop.close();
    Logging.set(false, "INFO");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
