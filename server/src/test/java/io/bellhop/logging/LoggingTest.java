package io.bellhop.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static String line(LineEncoder encoder, String message, @Nullable Throwable thrown) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("io.bellhop.Some"), Level.WARN, message, thrown, new Object[0]);
    event.setInstant(Instant.parse("2026-11-20T13:28:00.123Z"));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void writesLinesForPeople() {
    assertThat(line(new PlainEncoder(), "on port 8080", null))
        .isEqualTo("2026-11-20T13:28:00.123Z WARN  Some: on port 8080" + System.lineSeparator());
  }

  @Test
  void keepsForgedLinesInOneLine() {
    assertThat(line(new PlainEncoder(), "a\n2026 ERROR forged", null).strip()).hasLineCount(1);
    assertThat(line(new JsonLineEncoder(), "a\n2026 ERROR forged", null).strip()).hasLineCount(1);
  }

  @Test
  void writesJsonForPrograms() {
    var json =
        new JsonMapper()
            .readTree(
                line(
                    new JsonLineEncoder(),
                    "he said \"hi\"\t\u0001\\ ü🎫",
                    new IllegalStateException("boom")));

    assertThat(json.get("at").stringValue()).isEqualTo("2026-11-20T13:28:00.123Z");
    assertThat(json.get("level").stringValue()).isEqualTo("WARN");
    assertThat(json.get("logger").stringValue()).isEqualTo("io.bellhop.Some");
    assertThat(json.get("message").stringValue()).isEqualTo("he said \"hi\"\t\u0001\\ ü🎫");
    assertThat(json.get("error").stringValue()).contains("IllegalStateException: boom");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused " + JWT,
        "GET /ws?token=" + JWT + "&x=1",
        "{\"token\":\"" + JWT + "\"}",
        "Authorization: Bearer hidden-hidden-hidden",
        "authorization=bearer hidden-hidden-hidden",
        "key bhk_ab12_hidden-hidden-hidden failed",
        "{\"password\":\"hidden with \u00fc\",\"a\":1}",
        "password=hidden",
        "secret: 'hidden'",
        "SECRET = hidden",
        "api-key: hidden"
      })
  void neverShowsSecrets(String message) {
    for (LineEncoder encoder : java.util.List.of(new PlainEncoder(), new JsonLineEncoder())) {
      assertThat(line(encoder, message, new IllegalStateException(message)))
          .doesNotContain("hidden", "eyJ")
          .contains("***");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "the site has a secret",
    "https://live.example/console/?site=a#setup=Zk1_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "token_expired for guest-8f3",
    "on port: 8080"
  })
  void leavesTheRestAlone(String message) {
    assertThat(line(new PlainEncoder(), message, null)).contains(message);
  }

  @Test
  void isQuickOnLongLines() {
    String text = "password".repeat(20_000) + "eyJ".repeat(20_000) + "bearer ".repeat(20_000);

    assertThat(Redaction.of(text)).isNotEmpty();
  }
}
