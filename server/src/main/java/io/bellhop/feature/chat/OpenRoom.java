package io.bellhop.feature.chat;

import io.bellhop.engine.Role;
import java.util.Set;

/**
 * An open room of a site, as the configuration declares it.
 *
 * @param id of {@code [A-Za-z0-9._~@-]}, at most 96 characters
 * @param roles who may read and write in it
 */
public record OpenRoom(String site, String id, String name, Set<Role> roles) {}
