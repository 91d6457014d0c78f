package io.bellhop.transport;

import io.bellhop.engine.AddressGroup;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/**
 * Who a request comes from. {@code X-Forwarded-For} counts only from proxies that are trusted; then
 * it is the last address in it that is none of theirs.
 */
final class ClientAddress {
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
    String address = peer == null ? "local" : peer;
    if (!trusts(address)) {
      return address;
    }
    // A proxy may add its word to the client's line, or in a line of its own below it.
    String forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
    String[] hops = forwarded.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!trusts(hop) && hop.matches("[0-9a-fA-F.:]{2,45}")) {
        return hop;
      }
    }
    return address;
  }

  private boolean trusts(String address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
