package io.bellhop.engine;

/**
 * Up to where somebody knows a channel.
 *
 * @param epoch names the life of the channel's history; it changes only when history was lost on
 *     purpose
 * @param offset the last event known, 0 for none
 */
public record Position(String epoch, long offset) {}
