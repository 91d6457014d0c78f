package io.bellhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bellhop.auth.FirstManager;
import io.bellhop.auth.Secret;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Namespace.History;
import io.bellhop.engine.Role;
import io.bellhop.feature.desk.DeskSettings;
import io.bellhop.feature.desk.OfficeHours;
import io.bellhop.mail.MailSettings;
import io.bellhop.storage.S3Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigReaderTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Path FILE = Path.of("/etc/bellhop/bellhop.yaml");

  private static Config parse(String text, String... environment) {
    return ConfigReader.parse(FILE, text, variables(environment));
  }

  private static Map<String, String> variables(String... pairs) {
    return pairs.length == 0 ? Map.of() : Map.of(pairs[0], pairs[1]);
  }

  @Test
  void fillsInDefaults() {
    var config = parse("sites: [{id: demo}]");

    assertThat(config.listen()).isEqualTo(new Config.Listen("0.0.0.0", 8080, null));
    assertThat(config.publicUrl()).hasToString("http://localhost:8080");
    assertThat(config.store()).isEqualTo(new Config.Store.Sqlite());
    assertThat(config.broker()).isEqualTo(new Config.Broker.Memory());
    assertThat(config.retention()).isNull();
    assertThat(config.mail()).isNull();
    assertThat(config.drain()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.log())
        .isEqualTo(new Config.Log(Config.Log.Format.PLAIN, Config.Log.Level.INFO));
    assertThat(config.limits().frame()).isEqualTo(65_536);
    assertThat(config.files())
        .isEqualTo(new Config.Files(25L << 20, 250L << 20, 200, List.of("*"), 1L << 30, null));
    assertThat(config.sites())
        .containsExactly(
            new Config.Site(
                "demo",
                "demo",
                null,
                null,
                Set.of(),
                true,
                Set.of(),
                List.of(),
                null,
                DeskSettings.DEFAULT,
                null));
  }

  @Test
  void readsTheNodesOfACluster() {
    var config =
        parse(
            """
            store: postgresql
            postgresql: {url: "jdbc:postgresql://db/bellhop", user: bellhop}
            broker: redis
            redis: {cluster: ["redis://a:6379", "redis://b:6379"]}
            sites: [{id: demo, secret: 0123456789abcdef0123456789abcdef}]
            """);

    assertThat(config.broker())
        .isEqualTo(
            new Config.Broker.Redis(
                List.of(Secret.of("redis://a:6379"), Secret.of("redis://b:6379")),
                true,
                null,
                null,
                null,
                "bellhop"));
  }

  @Test
  void readsEverything() {
    var config =
        parse(
            """
            listen: {host: 127.0.0.1, port: 9000}
            public-url: https://live.example.com
            data: store/data
            store: postgresql
            postgresql: {url: "jdbc:postgresql://db/bellhop", user: bellhop, password: pw, pool: 4}
            broker: redis
            redis: {url: "rediss://cache:6380", user: bellhop, password: pw, prefix: live}
            retention: 365d
            drain: 1500ms
            sites:
              - id: hotel
                name: Hotel Fjordlys
                secret: 0123456789abcdef0123456789abcdef
                jwks: https://id.example.com/jwks.json
                origins: ["https://www.example.com", "http://localhost:5173"]
                guests: false
                first-manager: {email: Kari@Example.com, name: Kari Solberg, password: correct horse}
                rooms: [{id: lobby, name: Lobby}, {id: staff, roles: [staff, manager]}]
                desk:
                  timezone: Europe/Oslo
                  hours:
                    - {days: [mon, tue], open: "08:00", close: "18:30"}
                    - {days: [sun], close: "24:00"}
                  closed: ["2026-12-25"]
                  reply: 10m
                  assignment: least-busy
                  capacity: 8
                  away: 3m
                  teams: [{id: front, name: Front desk}]
                  topics: [{id: stay, name: Your stay, team: front, skill: english}]
            namespaces:
              - {name: job, history: durable, retention: forever, subscribe: [staff], publish: [backend]}
              - {name: cursor, history: recent, size: 50, age: 5m, presence: members}
              - {name: mouse}
            limits: {frame: 1MiB, trusted-proxies: [10.0.0.0/8, "::1"]}
            files:
              max: 2GiB
              types: [image/*, application/pdf]
              s3: {endpoint: "https://s3.example.com", region: eu-north-1, bucket: files, access-key: id, secret-key: key}
            mail: {host: smtp.example.com, user: bellhop, password: key, from: desk@example.com}
            log: {format: json, level: debug}
            """);

    assertThat(config.data()).isEqualTo(Path.of("/etc/bellhop/store/data"));
    assertThat(config.retention()).isEqualTo(Duration.ofDays(365));
    assertThat(config.drain()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.limits().frame()).isEqualTo(1 << 20);
    assertThat(config.files().max()).isEqualTo(2L << 30);
    assertThat(config.files().types()).containsExactly("image/*", "application/pdf");
    assertThat(config.files().s3())
        .isEqualTo(
            new S3Settings(
                URI.create("https://s3.example.com"),
                "eu-north-1",
                "files",
                "id",
                Secret.of("key")));
    assertThat(config.mail())
        .isEqualTo(
            new MailSettings(
                "smtp.example.com",
                587,
                "bellhop",
                Secret.of("key"),
                "desk@example.com",
                MailSettings.Tls.STARTTLS));
    assertThat(config.limits().trustedProxies()).containsExactly("10.0.0.0/8", "::1");
    var site = config.sites().getFirst();
    assertThat(site.origins()).contains("http://localhost:5173");
    assertThat(site.guests()).isFalse();
    assertThat(site.jwks()).isInstanceOf(Config.Jwks.Remote.class);
    assertThat(site.firstManager())
        .isEqualTo(
            new FirstManager("kari@example.com", "Kari Solberg", Secret.of("correct horse")));
    assertThat(site.rooms())
        .containsExactly(
            new Config.Room("lobby", "Lobby", Role.PEOPLE),
            new Config.Room("staff", "staff", Set.of(Role.STAFF, Role.MANAGER)));
    var weekday = List.of(new OfficeHours.Span(LocalTime.of(8, 0), LocalTime.of(18, 30)));
    var sunday = List.of(new OfficeHours.Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    assertThat(site.desk())
        .isEqualTo(
            new DeskSettings(
                new OfficeHours(
                    ZoneId.of("Europe/Oslo"),
                    Map.of(
                        DayOfWeek.MONDAY, weekday,
                        DayOfWeek.TUESDAY, weekday,
                        DayOfWeek.SUNDAY, sunday),
                    Set.of(LocalDate.of(2026, 12, 25))),
                Duration.ofMinutes(10),
                DeskSettings.Assignment.LEAST_BUSY,
                8,
                10,
                Duration.ofMinutes(3),
                List.of(new DeskSettings.Topic("stay", "Your stay", "front", "english")),
                List.of(new DeskSettings.Team("front", "Front desk"))));
    assertThat(config.namespaces())
        .extracting(Namespace::history)
        .containsExactly(
            new History.Durable(null),
            new History.Recent(50, Duration.ofMinutes(5)),
            new History.Transient());
  }

  @Test
  void takesValuesFromTheEnvironmentFirst() {
    var port = parse("{listen: {port: 9000}, sites: [{id: demo}]}", "BELLHOP_LISTEN_PORT", "9001");
    var secret = parse("sites: [{id: my-hotel}]", "BELLHOP_SITES_MY_HOTEL_SECRET", SECRET);
    var list = parse("sites: [{id: demo}]", "BELLHOP_SITES_DEMO_ORIGINS", "http://a, https://b:1");
    var folder = parse("sites: [{id: demo}]", "BELLHOP_DATA", "here");
    var manager =
        parse(
            "sites: [{id: demo, first-manager: {email: a@b, name: Ann}}]",
            "BELLHOP_SITES_DEMO_FIRST_MANAGER_PASSWORD",
            "correct horse");

    assertThat(port.listen().port()).isEqualTo(9001);
    assertThat(secret.sites().getFirst().secret()).isNotNull().returns(SECRET, Secret::reveal);
    assertThat(list.sites().getFirst().origins())
        .containsExactlyInAnyOrder("http://a", "https://b:1");
    assertThat(folder.data()).isEqualTo(Path.of("here").toAbsolutePath());
    assertThat(manager.sites().getFirst().firstManager())
        .isEqualTo(new FirstManager("a@b", "Ann", Secret.of("correct horse")));
    assertThat(manager.toString()).doesNotContain("correct horse");
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        arguments("", "bellhop.yaml: sites: expected at least one site, found none"),
        arguments("sites: []", "bellhop.yaml:1: sites: expected at least one site, found none"),
        arguments("sites: 7", "bellhop.yaml:1: sites: expected a list, found \"7\""),
        arguments("- a", "bellhop.yaml:1: the file: expected keys with values, found a list"),
        arguments(
            "a: [",
            "bellhop.yaml:1: not valid YAML: expected the node content, but found '<stream end>'"),
        arguments("a: b: c", "bellhop.yaml:1: not valid YAML: mapping values are not allowed here"),
        arguments(
            "listen:\n  port: http",
            "bellhop.yaml:2: listen.port: expected a whole number from 0 to 65535, found \"http\""),
        arguments(
            "listen:\n  port:",
            "bellhop.yaml:2: listen.port: expected a whole number from 0 to 65535, found nothing"),
        arguments(
            "listen:\n  port: [1]",
            "bellhop.yaml:2: listen.port: expected a whole number from 0 to 65535, found a list"),
        arguments(
            "listen: {prot: 1}",
            "bellhop.yaml:1: listen.prot: no such key; did you mean \"port\"?"),
        arguments(
            "\nlissten: {}", "bellhop.yaml:2: lissten: no such key; did you mean \"listen\"?"),
        arguments("webhooks: {}", "bellhop.yaml:1: webhooks: no such key"),
        arguments("drain: 1s\ndrain: 2s", "bellhop.yaml:2: drain: stated twice"),
        arguments(
            "drain: soon",
            "bellhop.yaml:1: drain: expected a duration such as 30s, 15m, 12h or 90d, found \"soon\""),
        arguments(
            "retention: never",
            "bellhop.yaml:1: retention: expected forever, or a duration such as 12h or 90d, found \"never\""),
        arguments(
            "sites: [{id: a, first-manager: {email: a@b, password: correct horse}}]",
            "bellhop.yaml:1: sites.a.first-manager.name: expected a name of 1 to 80 characters, found nothing"),
        arguments(
            "sites: [{id: a, first-manager: {email: a, name: A, password: correct horse}}]",
            "bellhop.yaml:1: sites.a.first-manager.email: expected an e-mail address, found \"a\""),
        arguments(
            "sites: [{id: a, first-manager: {email: a@b, name: A}}]",
            "bellhop.yaml:1: sites.a.first-manager.password: expected a password of at least 10 characters, 5 of them different, not made of the e-mail address, found nothing"),
        arguments(
            "sites: [{id: a, first-manager: {email: a@b, name: A, password: too short}}]",
            "bellhop.yaml:1: sites.a.first-manager.password: expected a password of at least 10 characters, 5 of them different, not made of the e-mail address, found something of 9 characters"),
        arguments(
            "sites: [{id: a, first-manager: {email: kari@example.com, name: A, password: kari@example.com}}]",
            "bellhop.yaml:1: sites.a.first-manager.password: expected a password of at least 10 characters, 5 of them different, not made of the e-mail address, found something of 16 characters"),
        arguments(
            "sites: [{id: a, desk: {timezone: Oslo}}]",
            "bellhop.yaml:1: sites.a.desk.timezone: expected a time zone such as Europe/Oslo, found \"Oslo\""),
        arguments(
            "sites: [{id: a, desk: {assignment: random}}]",
            "bellhop.yaml:1: sites.a.desk.assignment: expected one of round-robin, least-busy, manual, found \"random\""),
        arguments(
            "sites: [{id: a, desk: {hours: [{days: [monday]}]}}]",
            "bellhop.yaml:1: sites.a.desk.hours[0].days: expected a day: mon, tue, wed, thu, fri, sat, sun, found \"monday\""),
        arguments(
            "sites: [{id: a, desk: {topics: [{id: b, team: c}]}}]",
            "bellhop.yaml:1: sites.a.desk.topics.b.team: expected the id of one of the desk's teams, found \"c\""),
        arguments(
            "store: mysql",
            "bellhop.yaml:1: store: expected one of sqlite, postgresql, found \"mysql\""),
        arguments(
            "broker: kafka",
            "bellhop.yaml:1: broker: expected one of memory, redis, found \"kafka\""),
        arguments(
            "{broker: redis, redis: {url: \"redis://a\"}}",
            "bellhop.yaml:1: broker: redis is for several servers, which need store: postgresql"),
        arguments(
            "{broker: redis, store: postgresql}",
            "bellhop.yaml: redis.url: expected either url, or cluster with some of its nodes, found nothing"),
        arguments(
            "{broker: redis, redis: {url: \"http://:hunter2@a\"}}",
            "bellhop.yaml:1: redis.url: expected a URL such as redis://host:6379, rediss://host or"
                + " redis-sentinel://host:26379#name, found something of 17 characters"),
        arguments(
            "{broker: redis, store: postgresql, redis: {url: \"rediss://a\", user: ann}}",
            "bellhop.yaml:1: redis.password: expected the password of redis.user, found nothing"),
        arguments(
            "{broker: redis, store: postgresql, redis: {url: \"rediss://a\", ca: none.pem}}",
            "bellhop.yaml:1: redis.ca: expected a file that can be read, found \"none.pem\""),
        arguments(
            "{broker: redis, store: postgresql, redis: {url: \"redis://a\", ca: /dev/null}}",
            "bellhop.yaml:1: redis.ca: expected to be left out, or URLs that begin with rediss, found"
                + " \"/dev/null\""),
        arguments(
            "log: {level: loud}",
            "bellhop.yaml:1: log.level: expected one of error, warn, info, debug, found \"loud\""),
        arguments(
            "public-url: example.com",
            "bellhop.yaml:1: public-url: expected a URL such as https://live.example.com, found \"example.com\""),
        arguments(
            "listen: {tls: {certificate: /dev/null}}",
            "bellhop.yaml:1: listen.tls: expected a certificate and a key, found only one of them"),
        arguments(
            "web: {folder: nowhere}",
            "bellhop.yaml:1: web.folder: expected a folder that is there, found \"nowhere\""),
        arguments(
            "limits: {frame: 64KB}",
            "bellhop.yaml:1: limits.frame: expected a size from 1024 bytes to 16384KiB, such as 64KiB or 1MiB, found \"64KB\""),
        arguments(
            "limits: {trusted-proxies: [proxy]}",
            "bellhop.yaml:1: limits.trusted-proxies: expected an IP address or a network such as 10.0.0.0/8, found \"proxy\""),
        arguments(
            "files: {max: 6GiB}",
            "bellhop.yaml:1: files.max: expected a size from 1KiB to 5GiB, such as 25MiB or 1GiB, found \"6GiB\""),
        arguments(
            "files: {types: [images]}",
            "bellhop.yaml:1: files.types: expected a media type such as image/png, image/* or *, found \"images\""),
        arguments(
            "files: {s3: {endpoint: \"https://s3.example.com\", access-key: a, secret-key: b}}",
            "bellhop.yaml:1: files.s3.bucket: expected a bucket's name, of a-z, 0-9, dots and -, found nothing"),
        arguments(
            "files: {s3: {bucket: files, access-key: a}}",
            "bellhop.yaml:1: files.s3.endpoint: expected the store's URL, found nothing"),
        arguments(
            "files: {s3: {bucket: files, access-key: a}}",
            "bellhop.yaml:1: files.s3.secret-key: expected a secret-key or a secret-key-file, found neither"),
        arguments(
            "sites: [{id: demo, chat: {retention: 5m}}]",
            "bellhop.yaml:1: sites.demo.chat.retention: expected forever, or at least 1h, found 5m"),
        arguments(
            "mail: {host: smtp.example.com, from: desk}",
            "bellhop.yaml:1: mail.from: expected an address such as desk@example.com, found \"desk\""),
        arguments(
            "mail: {host: smtp.example.com, from: a@b.c, user: bellhop}",
            "bellhop.yaml:1: mail: expected a user and a password, found only one of them"),
        arguments(
            "store: postgresql\npostgresql: {user: a}",
            "bellhop.yaml:2: postgresql.url: expected a URL such as jdbc:postgresql://host/database, found nothing"),
        arguments(
            "sites:\n  - id: Demo",
            "bellhop.yaml:2: sites.Demo.id: expected 1 to 63 characters of a-z, 0-9 and -, found \"Demo\""),
        arguments(
            "sites:\n  - name: Demo",
            "bellhop.yaml:2: sites[0].id: expected 1 to 63 characters of a-z, 0-9 and -, found nothing"),
        arguments("sites:\n - id: a\n - id: a", "bellhop.yaml:3: the site a is there twice"),
        arguments(
            "sites: [{id: a, guests: yes}]",
            "bellhop.yaml:1: sites.a.guests: expected true or false, found \"yes\""),
        arguments(
            "sites: [{id: a, origins: [example.com]}]",
            "bellhop.yaml:1: sites.a.origins: expected an origin such as https://www.example.com, or *, found \"example.com\""),
        arguments(
            "sites: [{id: a, secret: short}]",
            "bellhop.yaml:1: sites.a.secret: expected a secret of at least 32 bytes, found something of 5 characters"),
        arguments(
            "sites: [{id: a, jwks: \"http://example.com/k\"}]",
            "bellhop.yaml:1: sites.a.jwks: expected a URL with https, as keys must come unchanged, found \"http://example.com/k\""),
        arguments(
            "sites: [{id: a, jwks: /dev/null}]",
            "bellhop.yaml:1: sites.a.jwks: expected a file with keys (not a key set: Invalid JSON object), found \"/dev/null\""),
        arguments(
            "sites: [{id: a, rooms: [{id: b, roles: [boss]}]}]",
            "bellhop.yaml:1: sites.a.rooms.b.roles: expected roles among guest, customer, staff, manager, backend, found \"boss\""),
        arguments(
            "store: postgresql\nsites:\n - id: a",
            "bellhop.yaml:3: sites.a.secret: expected a secret or a secret-file, as several servers may share the store, found neither"),
        arguments(
            "namespaces: [{name: chat}]", "bellhop.yaml:1: the namespace chat is the server's own"),
        arguments(
            "namespaces: [{name: a, size: 5}]",
            "bellhop.yaml:1: namespaces.a.size: expected it only with history: recent, found \"5\""));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void namesFileLineKeyExpectedAndFound(String text, String line) {
    var thrown = catchThrowable(() -> parse(text));

    assertThat(thrown).isInstanceOf(ConfigException.class);
    assertThat(((ConfigException) thrown).problems()).contains(line);
  }

  @Test
  void tellsAllErrorsAtOnce() {
    assertThatThrownBy(() ->
            parse(
                "drain: x\nlog: {format: y}\nsites: [{id: a, gests: true}]",
                "BELLHOP_LISTEN_PORT",
                "z"))
        .hasMessage(
            String.join(
                System.lineSeparator(),
                "BELLHOP_LISTEN_PORT: listen.port: expected a whole number from 0 to 65535, found \"z\"",
                "bellhop.yaml:3: sites.a.gests: no such key; did you mean \"guests\"?",
                "bellhop.yaml:2: log.format: expected one of plain, json, found \"y\"",
                "bellhop.yaml:1: drain: expected a duration such as 30s, 15m, 12h or 90d, found \"x\""));
  }

  @Test
  void suggestsAVariableThatIsNearlyRight() {
    assertThatThrownBy(() -> parse("sites: [{id: a}]", "BELLHOP_LISTEN_PROT", "1"))
        .hasMessage("BELLHOP_LISTEN_PROT: no such variable; did you mean \"BELLHOP_LISTEN_PORT\"?");
  }

  @Test
  void leavesVariablesOfOthersAlone() {
    var config = parse("sites: [{id: a}]", "BELLHOP_SERVICE_HOST", "10.0.0.1");

    assertThat(config.sites()).hasSize(1);
  }

  @Test
  void readsSecretsFromFilesAndNeverShowsThem(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    var text = "sites: [{id: a, secret-file: secret}]";

    var config = ConfigReader.parse(folder.resolve("b.yaml"), text, Map.of());

    assertThat(config.sites().getFirst().secret()).isNotNull().returns(SECRET, Secret::reveal);
    assertThat(config.toString()).doesNotContain(SECRET);
  }

  @Test
  void refusesBombs() {
    var laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";

    assertThatThrownBy(() -> parse(laughs)).hasMessageContaining("not valid YAML");
    assertThatThrownBy(() -> parse("[".repeat(10_000))).hasMessageContaining("not valid YAML");
    assertThatThrownBy(() -> parse("# " + "x".repeat(2 << 20)))
        .hasMessageContaining("not valid YAML");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> ConfigReader.read(Path.of("/nowhere.yaml"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("/nowhere.yaml: this file cannot be read");
  }

  @Test
  void neverFailsButWithProblems() {
    var random = new Random(20261120);
    var words =
        List.of(
            "sites",
            "listen",
            "port",
            "id",
            ": ",
            "\n",
            "  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!java.net.URL ",
            "'",
            "\"",
            "|",
            ">",
            "#",
            "1",
            "null",
            "~",
            "\u0000",
            "\t",
            ",",
            "<<",
            "? ",
            "namespaces",
            "secret",
            "---\n");

    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        text.append(words.get(random.nextInt(words.size())));
      }
      var thrown = catchThrowable(() -> parse(text.toString()));
      assertThat(thrown).as(text.toString()).isInstanceOfAny(ConfigException.class);
    }
  }
}
