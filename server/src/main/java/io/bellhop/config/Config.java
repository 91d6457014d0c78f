package io.bellhop.config;

import io.bellhop.auth.FirstManager;
import io.bellhop.auth.KeySource;
import io.bellhop.auth.Secret;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Role;
import io.bellhop.feature.desk.DeskSettings;
import io.bellhop.mail.MailSettings;
import io.bellhop.storage.S3Settings;
import io.bellhop.tracing.TracingSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How this server runs, complete and checked. {@code docs/configuration.md} explains each value.
 *
 * @param data the folder for everything that the server writes
 * @param web the folder with the web pages, if it serves any
 * @param mail who takes mail; null for none
 * @param tracing where traces go; null for nowhere
 * @param retention how long durable events are kept; null for ever
 * @param drain how long clients get to leave when the server goes down
 */
public record Config(
    Listen listen,
    URI publicUrl,
    Path data,
    Store store,
    Broker broker,
    @Nullable Path web,
    List<Site> sites,
    List<Namespace> namespaces,
    Limits limits,
    Files files,
    @Nullable MailSettings mail,
    @Nullable TracingSettings tracing,
    Log log,
    @Nullable Duration retention,
    Duration drain) {

  /** This configuration with another log and other sites. */
  public Config with(Log otherLog, List<Site> otherSites) {
    return new Config(
        listen,
        publicUrl,
        data,
        store,
        broker,
        web,
        otherSites,
        namespaces,
        limits,
        files,
        mail,
        tracing,
        otherLog,
        retention,
        drain);
  }

  /** Where connections are taken. */
  public record Listen(String host, int port, @Nullable Tls tls) {}

  /** The PEM files of a certificate chain and its key. */
  public record Tls(Path certificate, Path key) {}

  /** The database. */
  public sealed interface Store {
    /** Embedded, in the data folder. */
    record Sqlite() implements Store {}

    /**
     * @param pool how many connections serve reads
     */
    record Postgresql(String url, String user, Secret password, int pool) implements Store {}
  }

  /** What carries events between the servers. */
  public sealed interface Broker {
    /** There is one server. */
    record Memory() implements Broker {}

    /**
     * @param urls one server or its sentinels, or some nodes of a cluster; each may hold a password
     * @param ca a PEM file of those whose certificates are trusted; null for Java's own
     * @param prefix begins the names of all channels
     */
    record Redis(
        List<Secret> urls,
        boolean cluster,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Path ca,
        String prefix)
        implements Broker {}
  }

  /**
   * A tenant.
   *
   * @param secret signs its tokens; null to have one made and kept in the data folder
   * @param jwks the public keys of its identity provider, if it has one
   * @param origins whose pages may act for it; {@code *} for any
   * @param flags the features that pages should switch on; sent to every client
   * @param guests whether visitors may come without an account
   * @param firstManager made at a start without staff; null to log a link for one
   * @param chatRetention how long messages are kept; null for ever
   */
  public record Site(
      String id,
      String name,
      @Nullable Secret secret,
      @Nullable Jwks jwks,
      Set<String> origins,
      boolean guests,
      Set<String> flags,
      List<Room> rooms,
      @Nullable Duration chatRetention,
      DeskSettings desk,
      @Nullable FirstManager firstManager) {

    /** This site with what may change while the server runs. */
    public Site withLive(Site next) {
      return new Site(
          id,
          name,
          secret,
          jwks,
          next.origins,
          next.guests,
          next.flags,
          rooms,
          chatRetention,
          next.desk,
          firstManager);
    }
  }

  /** A key set: to be fetched, or read from a file already. */
  public sealed interface Jwks {
    record Remote(URI url) implements Jwks {}

    record Local(KeySource keys) implements Jwks {}
  }

  /** A chat room, and who may enter. */
  public record Room(String id, String name, Set<Role> roles) {}

  /**
   * What one client, address or node may use.
   *
   * @param connections per node
   * @param frame the most bytes in a frame from a client
   * @param messagesPerSecond per connection, after as many at once as {@code messageBurst}
   * @param outbound the most bytes that may wait for a client before it is cut off
   * @param guestsPerMinute new guests per address
   * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
   */
  public record Limits(
      int connections,
      int connectionsPerAddress,
      int frame,
      int subscriptions,
      int messagesPerSecond,
      int messageBurst,
      int outbound,
      int guestsPerMinute,
      List<String> trustedProxies) {}

  /**
   * What may be uploaded, and where it is kept.
   *
   * @param max bytes of one file
   * @param perDay bytes of one person in 24 hours
   * @param countPerDay files of one person in 24 hours
   * @param types media types, also as {@code image/*} and {@code *}
   * @param keepFree bytes of the disk that uploads leave to others
   * @param s3 null for the data folder
   */
  public record Files(
      long max,
      long perDay,
      int countPerDay,
      List<String> types,
      long keepFree,
      @Nullable S3Settings s3) {}

  /** What the log looks like. */
  public record Log(Format format, Level level) {
    /** Lines for people, or JSON for programs. */
    public enum Format {
      PLAIN,
      JSON
    }

    /** What is logged: this and everything graver. */
    public enum Level {
      ERROR,
      WARN,
      INFO,
      DEBUG
    }
  }
}
