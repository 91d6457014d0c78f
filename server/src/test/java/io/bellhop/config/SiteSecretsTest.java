package io.bellhop.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.auth.Secret;
import io.bellhop.auth.Site;
import io.bellhop.feature.desk.DeskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSecretsTest {

  private static Config.Site site(String id, @Nullable Secret secret) {
    return new Config.Site(
        id,
        id,
        secret,
        null,
        Set.of(),
        true,
        Set.of(),
        List.of(),
        null,
        DeskSettings.DEFAULT,
        null);
  }

  @Test
  void makesASecretOnceForItsOwnerAlone(@TempDir Path data) throws IOException {
    var made = new SiteSecrets(data).of(site("hotel", null));

    var again = new SiteSecrets(data).of(site("hotel", null));

    assertThat(again.reveal()).isEqualTo(made.reveal());
    assertThat(made.length()).isGreaterThanOrEqualTo(Site.MIN_SECRET);
    var permissions = Files.getPosixFilePermissions(data.resolve("secrets/hotel"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    assertThat(new SiteSecrets(data).of(site("salon", null)).reveal()).isNotEqualTo(made.reveal());
  }

  @Test
  void prefersTheSecretThatWasStated(@TempDir Path data) {
    var stated = Secret.of("x".repeat(32));

    assertThat(new SiteSecrets(data).of(site("hotel", stated))).isSameAs(stated);
    assertThat(data).isEmptyDirectory();
  }
}
