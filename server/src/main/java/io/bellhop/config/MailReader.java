package io.bellhop.config;

import io.bellhop.auth.Secret;
import io.bellhop.mail.Mail;
import io.bellhop.mail.MailSettings;
import io.bellhop.mail.MailSettings.Tls;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which SMTP server takes our mail, if one does. */
final class MailReader {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,255}");
  private static final Pattern ANY = Pattern.compile(".+");
  private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}]{1,255}");

  private MailReader() {}

  static @Nullable MailSettings read(Section root) {
    boolean inFile = root.has("mail");
    try (Section mail = root.section("mail")) {
      boolean stated = inFile || mail.has("host");
      Tls tls = Read.word(mail, "tls", Tls.STARTTLS);
      int port = Read.whole(mail, "port", port(tls), 1, 65_535);
      Secret password = password(mail);
      String user = mail.has("user") ? Read.required(mail, "user", "a user's name", USER) : null;
      if (!stated) {
        mail.value("from");
        return null;
      }
      if ((user == null) != (password == null)) {
        mail.problems().add(mail.place(), "mail", "a user and a password", "only one of them");
      }
      return new MailSettings(
          Read.required(mail, "host", "a host name or an IP address", HOST),
          port,
          user,
          password,
          from(mail),
          tls);
    }
  }

  private static @Nullable Secret password(Section mail) {
    Secret stated = Read.secret(mail, "password", 1);
    Secret kept = Read.secretFile(mail, "password-file", 1);
    return stated == null ? kept : stated;
  }

  private static int port(Tls tls) {
    return switch (tls) {
      case STARTTLS -> 587;
      case IMPLICIT -> 465;
      case NONE -> 25;
    };
  }

  private static String from(Section mail) {
    String expected = "an address such as desk@example.com";
    String from = Read.required(mail, "from", expected, ANY);
    if (!from.isEmpty() && !Mail.isAddress(from)) {
      mail.problems().add(mail.place(), mail.path("from"), expected, '"' + from + '"');
    }
    return from;
  }
}
