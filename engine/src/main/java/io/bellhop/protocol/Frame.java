package io.bellhop.protocol;

import java.util.List;

/** A decoded inbound frame: one message, or a batch whose answers go back together. */
public record Frame(List<Message> messages, boolean batch) {}
