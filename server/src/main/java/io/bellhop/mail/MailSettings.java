package io.bellhop.mail;

import io.bellhop.auth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server that takes our mail.
 *
 * @param user for whom to log in; null for a server that asks for none
 * @param from the sender's address
 */
public record MailSettings(
    String host, int port, @Nullable String user, @Nullable Secret password, String from, Tls tls) {

  /** How the connection is kept from others' eyes. */
  public enum Tls {
    /** Begun in plain text; nothing is sent unless it becomes TLS. */
    STARTTLS,
    /** From the first byte. */
    IMPLICIT,
    /** Not at all: for a server on the same machine. */
    NONE
  }
}
