package io.bellhop.transport;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the gateway listens.
 *
 * @param port 0 for any free one
 * @param certificate a PEM file; with {@code key} turns on TLS
 * @param web the folder with the built pages {@code demo} and {@code console}; null serves none
 * @param trustedProxies addresses whose {@code X-Forwarded-For} counts
 */
public record GatewaySettings(
    String host,
    int port,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path web,
    int connections,
    int connectionsPerAddress,
    Set<String> trustedProxies) {}
