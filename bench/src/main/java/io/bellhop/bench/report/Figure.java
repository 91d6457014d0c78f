package io.bellhop.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured.
 *
 * @param name the same in every run, such as {@code fanout 1000 paced: p99}
 */
public record Figure(String name, double value, String unit, @Nullable Aim aim) {}
