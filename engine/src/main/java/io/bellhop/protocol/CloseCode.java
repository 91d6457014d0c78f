package io.bellhop.protocol;

import java.util.Locale;

/**
 * Why the server ended a connection, as a WebSocket close code (RFC 6455, private range), and what
 * the client should do next. Names and numbers are stable.
 */
public enum CloseCode {
  PROTOCOL(
      4000, Reconnect.NEVER, "The peer does not speak this protocol, or floods malformed frames."),
  UNAUTHENTICATED(4001, Reconnect.FRESH_TOKEN, "The token is not valid here."),
  TOKEN_EXPIRED(4002, Reconnect.FRESH_TOKEN, "The token's time is over."),
  REVOKED(4003, Reconnect.NEVER, "The token or its principal was revoked."),
  DISPLACED(4005, Reconnect.NEVER, "A newer connection took this session's place."),
  ORIGIN(4006, Reconnect.NEVER, "The page's origin is not allowed for this site."),
  DRAINING(4100, Reconnect.AFTER, "The node is going down in good order; come back `after`."),
  SLOW_CONSUMER(
      4101, Reconnect.BACKOFF, "The outbound queue was full; recovery gives what was missed."),
  PING_TIMEOUT(4102, Reconnect.BACKOFF, "Nothing came from the client in time."),
  RATE_LIMITED(4103, Reconnect.AFTER, "Too many frames after being told so; come back `after`."),
  INTERNAL(4104, Reconnect.BACKOFF, "The server failed; the log has the details."),
  CONNECT_TIMEOUT(4105, Reconnect.BACKOFF, "No `connect` came in time.");

  /** What a client does after a close. */
  public enum Reconnect {
    NEVER("no"),
    FRESH_TOKEN("with a fresh token"),
    BACKOFF("yes, with backoff"),
    AFTER("yes, after `after`");

    private final String words;

    Reconnect(String words) {
      this.words = words;
    }

    /** The word in the printed catalogue. */
    public String words() {
      return words;
    }
  }

  private final int number;
  private final Reconnect reconnect;
  private final String meaning;

  CloseCode(int number, Reconnect reconnect, String meaning) {
    this.number = number;
    this.reconnect = reconnect;
    this.meaning = meaning;
  }

  /** The stable name on the wire, for example {@code slow_consumer}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int number() {
    return number;
  }

  public Reconnect reconnect() {
    return reconnect;
  }

  /** One sentence for people, as printed in the catalogue. */
  public String meaning() {
    return meaning;
  }
}
