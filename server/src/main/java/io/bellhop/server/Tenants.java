package io.bellhop.server;

import io.bellhop.auth.KeySource;
import io.bellhop.auth.RemoteKeys;
import io.bellhop.auth.Site;
import io.bellhop.auth.Sites;
import io.bellhop.config.Config;
import io.bellhop.config.SiteSecrets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The configured sites, ready to verify and issue tokens. */
final class Tenants {
  private Tenants() {}

  static Sites of(Config config, InstantSource clock) {
    SiteSecrets secrets = new SiteSecrets(config.data());
    return new Sites(
        config.sites().stream()
            .map(site ->
                new Site(
                    site.id(),
                    secrets.of(site),
                    keys(site.jwks(), clock),
                    site.origins(),
                    site.guests()))
            .toList());
  }

  private static @Nullable KeySource keys(Config.@Nullable Jwks jwks, InstantSource clock) {
    return switch (jwks) {
      case null -> null;
      case Config.Jwks.Remote remote -> new RemoteKeys(remote.url(), clock);
      case Config.Jwks.Local local -> local.keys();
    };
  }
}
