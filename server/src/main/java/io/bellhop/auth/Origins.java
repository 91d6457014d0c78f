package io.bellhop.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Web origins (RFC 6454) as browsers send them. */
final class Origins {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Origins() {}

  /** The origins of a server's pages: one, or on this machine one for each of its names. */
  static Set<String> of(URI url) {
    Set<String> hosts = LOOPBACK.contains(url.getHost()) ? LOOPBACK : Set.of(url.getHost());
    return hosts.stream().map(host -> origin(url, host)).collect(Collectors.toUnmodifiableSet());
  }

  private static String origin(URI url, String host) {
    boolean usual =
        url.getPort() == -1 || url.getPort() == ("https".equals(url.getScheme()) ? 443 : 80);
    String origin = url.getScheme() + "://" + host + (usual ? "" : ":" + url.getPort());
    return origin.toLowerCase(Locale.ROOT);
  }
}
