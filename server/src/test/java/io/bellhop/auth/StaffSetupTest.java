package io.bellhop.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bellhop.engine.Principal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class StaffSetupTest {

  @Test
  void logsALinkForEachSiteWithoutStaff(@TempDir Path folder) {
    try (var stage = new Stage(folder)) {
      var setup =
          new StaffSetup(
              TestSites.SITES, stage.ledger, stage.staff, URI.create("https://live.example/"));
      var feature = new StaffFeature(TestSites.SITES, stage.ledger, stage.staff, stage.passwords);

      var link = logged(setup).getFirst();

      assertThat(link).startsWith("https://live.example/console/?site=hotel#setup=");
      String token = link.substring(link.indexOf("#setup=") + "#setup=".length());
      stage.call(
          feature,
          Principal.NOBODY,
          "staff.setup",
          new StaffFeature.Setup("hotel", token, "a@b", "Ann", "correct horse"),
          Issued.class);
      assertThat(logged(setup)).hasSize(1).allMatch(again -> again.contains("site=salon"));
    }
  }

  private static List<String> logged(StaffSetup setup) {
    Logger logger = (Logger) LoggerFactory.getLogger(StaffSetup.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    // Whole servers in the same JVM set the root's level to WARN.
    logger.setLevel(Level.INFO);
    setup.invite();
    logger.setLevel(null);
    logger.detachAppender(lines);
    return lines.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .map(line -> line.substring(line.indexOf("https://")))
        .toList();
  }
}
