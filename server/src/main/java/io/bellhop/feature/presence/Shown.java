package io.bellhop.feature.presence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others see of somebody; one however many devices they have. Also the data of the signal
 * {@code status}.
 *
 * @param since when they came, if they are connected
 * @param seen when they were last connected, if they are not now
 * @param text their own words, with {@code emoji} and until when both hold
 * @param devices what they are connected with, as far as their programs say so
 */
public record Shown(
    String person,
    Status status,
    @Nullable Instant since,
    @Nullable Instant seen,
    @Nullable String text,
    @Nullable String emoji,
    @Nullable Instant until,
    List<Device> devices) {}
