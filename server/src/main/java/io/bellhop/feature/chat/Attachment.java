package io.bellhop.feature.chat;

import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param size in bytes
 * @param width of a picture, in pixels
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
