package io.bellhop.auth;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sites of this server, by id. Thread-safe. */
public final class Sites {
  private final Map<String, Site> sites = Collections.synchronizedMap(new LinkedHashMap<>());

  public Sites(Collection<Site> sites) {
    sites.forEach(site -> this.sites.put(site.id(), site));
  }

  /** Changes who may come to a site, from now on; its keys stay as they are. */
  public void admit(String id, Set<String> origins, boolean guests) {
    sites.computeIfPresent(
        id, (same, site) -> new Site(id, site.secret(), site.keys(), origins, guests));
  }

  Optional<Site> find(String id) {
    return Optional.ofNullable(sites.get(id));
  }

  /** The site of this id, where callers may know which sites there are. */
  Site named(String id) {
    return find(id)
        .orElseThrow(() -> new BellhopException(ErrorCode.NOT_FOUND, "there is no such site"));
  }

  Collection<Site> all() {
    return List.copyOf(sites.values());
  }
}
