package io.bellhop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  @Test
  void readsTheExampleOfTheDocumentWhichShowsTheDefaults() throws IOException {
    String document = Files.readString(Path.of("../docs/configuration.md"));
    int from = document.indexOf("```yaml\n") + "```yaml\n".length();
    String example = document.substring(from, document.indexOf("```", from));

    var shown = ConfigReader.parse(Path.of("bellhop.yaml"), example, Map.of());

    var plain = ConfigReader.parse(Path.of("bellhop.yaml"), "sites: [{id: a}]", Map.of());
    assertThat(shown.sites()).hasSize(1);
    assertThat(shown.sites().getFirst().firstManager()).isNotNull();
    assertThat(shown.namespaces()).hasSize(2);
    assertThat(shown.sites().getFirst().desk())
        .usingRecursiveComparison()
        .ignoringFields("hours", "topics", "teams")
        .isEqualTo(plain.sites().getFirst().desk());
    assertThat(shown.listen()).isEqualTo(plain.listen());
    assertThat(shown.publicUrl()).isEqualTo(plain.publicUrl());
    assertThat(shown.data()).isEqualTo(plain.data());
    assertThat(shown.store()).isEqualTo(plain.store());
    assertThat(shown.limits()).isEqualTo(plain.limits());
    assertThat(shown.log()).isEqualTo(plain.log());
    assertThat(shown.retention()).isEqualTo(plain.retention());
    assertThat(shown.drain()).isEqualTo(plain.drain());
  }

  @Test
  void readsTheDemo() {
    var config = ConfigReader.read(Path.of("../config/demo.yaml"), Map.of());

    assertThat(config.sites())
        .extracting(Config.Site::id)
        .containsExactly("dealer", "repair", "hotel", "barbershop");
    assertThat(config.sites())
        .allSatisfy(site -> {
          assertThat(site.secret()).isNull();
          assertThat(site.guests()).isTrue();
          assertThat(site.firstManager()).isNotNull();
          assertThat(site.desk().topics()).isNotEmpty().allMatch(topic -> topic.team() != null);
          assertThat(site.rooms()).extracting(Config.Room::id).contains("lobby", "staff-room");
        });
  }
}
