package io.bellhop.transport;

import io.bellhop.engine.AddressGroup;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who a request comes from. {@code X-Forwarded-For} counts only from proxies that are trusted; then
 * it is the last address in it that is none of theirs, or the first if all are.
 */
final class ClientAddress {
  /** As proxies write it: some with the port, IPv6 then in brackets. */
  private static final Pattern HOP =
      Pattern.compile(
          "(?<four>\\d{1,3}(\\.\\d{1,3}){3})(:\\d{1,5})?"
              + "|(?<six>[0-9a-fA-F:.]{2,45})"
              + "|\\[(?<bracketed>[0-9a-fA-F:.]{2,45})](:\\d{1,5})?");

  private final List<Network> trusted;

  ClientAddress(Set<String> trusted) {
    this.trusted = trusted.stream().map(Network::of).toList();
  }

  /** As what counts as one with the address. */
  String of(HttpServerRequest request) {
    return AddressGroup.of(whole(request));
  }

  private String whole(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    String client = peer == null ? "local" : peer;
    // A proxy may add its word to the client's line, or in a line of its own below it.
    String forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
    List<String> hops = List.of(forwarded.split(",", -1)).reversed();
    for (String hop : hops) {
      Matcher address = HOP.matcher(hop.strip());
      if (!trusts(client) || !address.matches()) {
        return client;
      }
      client = address(address);
    }
    return client;
  }

  private static String address(Matcher hop) {
    return Stream.of("four", "six", "bracketed")
        .map(hop::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private boolean trusts(String address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
