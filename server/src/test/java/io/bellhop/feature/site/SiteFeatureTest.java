package io.bellhop.feature.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteFeatureTest {
  private final Registry registry =
      new Registry(List.of(new SiteFeature(null, site -> "The " + site)));

  private boolean permits(Role role, Right right, String channel) {
    var principal =
        new Principal("hotel", "ann", role, "", Instant.MAX, Instant.EPOCH, null, Map.of());
    var of = new Channel("hotel", channel);
    return Objects.requireNonNull(registry.namespace(of.namespace())).permits(principal, right, of);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void letsEverybodyKnownHearTheSiteAndThemselves(Role role) {
    boolean known = role != Role.ANONYMOUS;

    assertThat(permits(role, Right.SUBSCRIBE, "site:all")).isEqualTo(known);
    assertThat(permits(role, Right.SUBSCRIBE, "user:ann")).isEqualTo(known);
    assertThat(permits(role, Right.SUBSCRIBE, "user:bob")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void letsThoseWhoWorkThereTell(Role role) {
    boolean works = role == Role.STAFF || role == Role.MANAGER || role == Role.BACKEND;

    assertThat(permits(role, Right.PUBLISH, "site:all")).isEqualTo(works);
    assertThat(permits(role, Right.PUBLISH, "user:bob")).isEqualTo(works);
  }

  @Test
  void keepsSitesApart() {
    var stranger =
        new Principal("salon", "ann", Role.MANAGER, "", Instant.MAX, Instant.EPOCH, null, Map.of());
    var namespace = Objects.requireNonNull(registry.namespace("site"));

    assertThat(namespace.permits(stranger, Right.SUBSCRIBE, new Channel("hotel", "site:all")))
        .isFalse();
  }
}
