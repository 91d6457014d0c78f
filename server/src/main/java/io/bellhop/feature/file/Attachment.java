package io.bellhop.feature.file;

import org.jspecify.annotations.Nullable;

/**
 * A finished file, as people see it.
 *
 * @param name without paths and invisible characters
 * @param type as found in its content
 * @param size in bytes
 * @param width in pixels as shown, of images whose header tells it
 * @param thumbnail whether there is a small picture of it
 */
public record Attachment(
    String file,
    String name,
    String type,
    long size,
    @Nullable Integer width,
    @Nullable Integer height,
    boolean thumbnail) {}
