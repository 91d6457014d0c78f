package io.bellhop.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.auth.Secret;
import io.bellhop.mail.MailSettings.Tls;
import io.bellhop.mail.Smtp.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages handed to a real SMTP server. */
class SmtpTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Mail MAIL =
      new Mail("Hôtel Fjordlys", "ann@example.com", "Grüße", "Hello — text", "<p>Hello</p>");

  @TempDir Path folder = Path.of("");

  private static MailSettings settings(Postman postman, Tls tls, @Nullable String password) {
    return new MailSettings(
        "127.0.0.1",
        postman.port(),
        password == null ? null : Postman.USER,
        password == null ? null : Secret.of(password),
        "desk@hotel.example",
        tls);
  }

  private static Smtp smtp(MailSettings settings, SSLContext context) {
    Properties more = new Properties();
    more.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    return new Smtp(settings, more);
  }

  private static Smtp plain(Postman postman) {
    return new Smtp(settings(postman, Tls.NONE, null), new Properties());
  }

  @Test
  void aMessageSaysTheSameInTwoForms() {
    try (Postman postman = Postman.at(0)) {
      assertThat(plain(postman).send("m1", MAIL, NOON)).isInstanceOf(Outcome.Accepted.class);

      Postman.Delivered mail = postman.delivered().getFirst();
      assertThat(mail.to()).isEqualTo("ann@example.com");
      assertThat(mail.subject()).isEqualTo("Grüße");
      assertThat(mail.header("Message-ID")).isEqualTo("<m1@hotel.example>");
      assertThat(mail.header("From")).endsWith("<desk@hotel.example>").contains("=?UTF-8?");
      assertThat(mail.part(0)).isEqualTo("Hello — text");
      assertThat(mail.part(1)).isEqualTo("<p>Hello</p>");
    }
  }

  @Test
  void logsInOverStartTls() {
    SSLContext context = SelfSigned.context(folder);
    try (Postman postman =
        Postman.with(builder ->
            Postman.withLogin(builder)
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(context, false))) {
      Smtp smtp = smtp(settings(postman, Tls.STARTTLS, Postman.PASSWORD), context);
      Smtp wrong = smtp(settings(postman, Tls.STARTTLS, "wrong"), context);

      assertThat(smtp.send("m1", MAIL, NOON)).isInstanceOf(Outcome.Accepted.class);
      assertThat(wrong.send("m2", MAIL, NOON)).isInstanceOf(Outcome.Failed.class);
      assertThat(postman.delivered()).hasSize(1);
    }
  }

  @Test
  void talksTlsFromTheFirstByte() {
    SSLContext context = SelfSigned.context(folder);
    try (Postman postman = Postman.with(builder -> builder.serverSocketFactory(context))) {
      Smtp smtp = smtp(settings(postman, Tls.IMPLICIT, null), context);

      assertThat(smtp.send("m1", MAIL, NOON)).isInstanceOf(Outcome.Accepted.class);
    }
  }

  @Test
  void saysNothingToAServerThatOffersNoTlsOrIsNotTrusted() {
    SSLContext context = SelfSigned.context(folder);
    try (Postman bare = Postman.with(Postman::withLogin);
        Postman stranger =
            Postman.with(builder -> builder.enableTLS().startTlsSocketFactory(context, false))) {
      Smtp noTls = smtp(settings(bare, Tls.STARTTLS, Postman.PASSWORD), context);
      Smtp noTrust = new Smtp(settings(stranger, Tls.STARTTLS, null), new Properties());

      assertThat(noTls.send("m1", MAIL, NOON)).isInstanceOf(Outcome.Failed.class);
      assertThat(noTrust.send("m1", MAIL, NOON)).isInstanceOf(Outcome.Failed.class);
      assertThat(bare.attempts() + stranger.attempts()).isZero();
    }
  }

  @Test
  void tellsWhatIsRefusedForGoodFromWhatMayGoLater() {
    try (Postman postman = Postman.at(0)) {
      Mail lost = new Mail("Hotel", Postman.NOBODY, "Hi", "Hi", "Hi");
      assertThat(plain(postman).send("m1", lost, NOON))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, refused -> assertThat(refused.reason()).contains("550"));

      postman.refuse(1);
      assertThat(plain(postman).send("m2", MAIL, NOON)).isInstanceOf(Outcome.Failed.class);
      assertThat(plain(postman).send("m2", MAIL, NOON)).isInstanceOf(Outcome.Accepted.class);
      assertThat(postman.refused().getFirst().header("Message-ID"))
          .isEqualTo(postman.delivered().getFirst().header("Message-ID"));
    }
  }

  @Test
  void aServerThatIsNotThereIsAskedLater() {
    MailSettings settings;
    try (Postman postman = Postman.at(0)) {
      settings = settings(postman, Tls.NONE, null);
    }

    assertThat(new Smtp(settings, new Properties()).send("m1", MAIL, NOON))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void namesAndSubjectsAddNoHeaders() {
    Mail evil =
        new Mail(
            "Hotel\r\nBcc: evil@example.com",
            "ann@example.com",
            "Hello\r\nBcc: evil@example.com\r\n\r\nInstead of the text\u2028X-Evil: 1",
            "text",
            "html");
    try (Postman postman = Postman.at(0)) {
      plain(postman).send("m1", evil, NOON);

      Postman.Delivered mail = postman.delivered().getFirst();
      assertThat(postman.delivered()).hasSize(1);
      assertThat(mail.header("To")).isEqualTo("ann@example.com");
      assertThat(mail.subject()).startsWith("Hello Bcc: evil@example.com Instead");
      assertThat(mail.part(0)).isEqualTo("text");
      assertThatThrownBy(() -> mail.header("Bcc")).isInstanceOf(NullPointerException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.com",
        "a@b@c",
        "ann@example.com,evil@example.com",
        "ann@example.com\r\nRCPT TO:<evil@example.com>",
        "Ann <ann@example.com>",
        "\"ann evil\"@example.com",
        "ann@exa mple.com",
        "ann@-example.com",
        "änn@example.com"
      })
  void takesPlainAddressesOnly(String address) {
    assertThatThrownBy(() -> new Mail("Hotel", address, "a", "b", "c"))
        .hasMessageContaining("address");
  }
}
