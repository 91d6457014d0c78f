package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.auth.Secret;
import io.bellhop.auth.Site;
import io.bellhop.auth.Sites;
import io.bellhop.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigTest {
  @TempDir Path folder;

  private Path write(String text, int second) throws IOException {
    Path file = folder.resolve("bellhop.yaml");
    Files.writeString(file, text);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1_000L));
  }

  @Test
  void appliesWhatMayChangeAndKeepsTheRest() throws IOException {
    Path file = write("sites: [{id: demo, flags: [old]}]", 1);
    Sites sites =
        new Sites(List.of(new Site("demo", Secret.of("s".repeat(32)), null, Set.of(), true)));
    LiveConfig live = new LiveConfig(ConfigReader.read(file, Map.of()), sites);
    live.look(file, Map.of());
    assertThat(live.flags("demo")).containsOnlyKeys("old");

    write("sites: [{id: demo, flags: [new, newer]}, {id: later}]", 2);
    live.look(file, Map.of());
    assertThat(live.flags("demo")).containsOnlyKeys("new", "newer");
    assertThat(live.flags("later")).as("waits for a restart").isEmpty();

    write("sites: [{id: demo, flgs: [x]}]", 3);
    live.look(file, Map.of());
    assertThat(live.flags("demo")).as("a wrong file changes nothing").hasSize(2);
  }
}
