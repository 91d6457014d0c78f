package io.bellhop.config;

import io.bellhop.auth.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the configuration: one YAML file, and for every single value an override from the
 * environment, whose name is the value's path in upper case after {@code BELLHOP_}.
 */
public final class ConfigReader {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,255}");
  private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://\\S+");
  private static final Pattern USER = Pattern.compile("\\S{1,63}");
  private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f.:]{2,45}(/\\d{1,3})?");

  private enum StoreName {
    SQLITE,
    POSTGRESQL
  }

  private ConfigReader() {}

  /**
   * Reads and checks everything.
   *
   * @throws ConfigException with all that is wrong
   */
  public static Config read(Path file, Map<String, String> environment) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      Problems problems = new Problems();
      problems.tell(file + ": this file cannot be read: " + e.getMessage());
      problems.throwIfAny();
      throw new IllegalStateException(e);
    }
    return parse(file, text, environment);
  }

  static Config parse(Path file, String text, Map<String, String> environment) {
    Problems problems = new Problems();
    Source source = new Source(file, environment, problems);
    Node document = Yaml.compose(source.file(), text, problems);
    problems.throwIfAny();
    Config config;
    try (Section root = new Section(source, "", document)) {
      config = config(root);
    }
    source.complainOfMisspelled();
    problems.throwIfAny();
    return config;
  }

  private static Config config(Section root) {
    Config.Listen listen = listen(root);
    Config.Store store = store(root);
    Duration retention = Read.keeping(root, "retention", null);
    return new Config(
        listen,
        publicUrl(root, listen),
        data(root),
        store,
        BrokerReader.read(root, store instanceof Config.Store.Postgresql),
        web(root),
        SitesReader.read(root, store instanceof Config.Store.Postgresql),
        NamespacesReader.read(root, retention),
        limits(root),
        FilesReader.read(root),
        MailReader.read(root),
        TracingReader.read(root),
        log(root),
        retention,
        Read.duration(root, "drain", Duration.ofSeconds(20)));
  }

  private static Config.Listen listen(Section root) {
    try (Section listen = root.section("listen")) {
      return new Config.Listen(
          Read.matching(listen, "host", "0.0.0.0", "a host name or an IP address", HOST),
          Read.whole(listen, "port", 8080, 0, 65_535),
          tls(listen));
    }
  }

  private static Config.@Nullable Tls tls(Section listen) {
    try (Section tls = listen.section("tls")) {
      Path certificate = Read.file(tls, "certificate");
      Path key = Read.file(tls, "key");
      if (tls.has("certificate") != tls.has("key")) {
        listen
            .problems()
            .add(tls.place(), listen.path("tls"), "a certificate and a key", "only one of them");
      }
      return certificate == null || key == null ? null : new Config.Tls(certificate, key);
    }
  }

  private static URI publicUrl(Section root, Config.Listen listen) {
    URI stated = Read.url(root, "public-url");
    String scheme = listen.tls() == null ? "http" : "https";
    return stated == null ? URI.create(scheme + "://localhost:" + listen.port()) : stated;
  }

  private static Path data(Section root) {
    Path stated = Read.path(root, "data");
    return stated == null ? Path.of("data").toAbsolutePath() : stated;
  }

  private static Config.Store store(Section root) {
    StoreName name = Read.word(root, "store", StoreName.SQLITE);
    try (Section postgresql = root.section("postgresql")) {
      int pool = Read.whole(postgresql, "pool", 8, 1, 200);
      Secret password = Read.secret(postgresql, "password", 0);
      if (name == StoreName.SQLITE) {
        postgresql.value("url");
        postgresql.value("user");
        return new Config.Store.Sqlite();
      }
      return new Config.Store.Postgresql(
          Read.required(postgresql, "url", "a URL such as jdbc:postgresql://host/database", JDBC),
          Read.required(postgresql, "user", "a user name", USER),
          password == null ? Secret.of("") : password,
          pool);
    }
  }

  private static @Nullable Path web(Section root) {
    try (Section web = root.section("web")) {
      return Read.folder(web, "folder");
    }
  }

  private static Config.Limits limits(Section root) {
    try (Section limits = root.section("limits")) {
      return new Config.Limits(
          Read.whole(limits, "connections", 100_000, 1, 10_000_000),
          Read.whole(limits, "connections-per-address", 1_000, 1, 10_000_000),
          Read.size(limits, "frame", 64 << 10, 1 << 10, 16 << 20),
          Read.whole(limits, "subscriptions", 1_000, 1, 100_000),
          Read.whole(limits, "messages-per-second", 50, 1, 1_000_000),
          Read.whole(limits, "message-burst", 200, 1, 1_000_000),
          Read.size(limits, "outbound", 1 << 20, 64 << 10, 256 << 20),
          Read.whole(limits, "guests-per-minute", 60, 1, 1_000_000),
          Read.list(
              limits, "trusted-proxies", "an IP address or a network such as 10.0.0.0/8", NETWORK));
    }
  }

  private static Config.Log log(Section root) {
    try (Section log = root.section("log")) {
      return new Config.Log(
          Read.word(log, "format", Config.Log.Format.PLAIN),
          Read.word(log, "level", Config.Log.Level.INFO));
    }
  }
}
