package io.bellhop.feature.chat;

import org.jspecify.annotations.Nullable;

/**
 * The data of the event {@code message}.
 *
 * @param clientId what the sender's program called it, to know it again
 */
public record MessageSent(String text, Sender from, @Nullable String clientId) {}
