package io.bellhop.feature.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How soon a customer may expect the first reply: the median of the site's last 100 first replies
 * of four weeks, as soon as there are five; before that what the site promises.
 */
final class ReplyTime {
  private static final Duration PERIOD = Duration.ofDays(28);
  private static final int SAMPLES = 100;
  private static final int ENOUGH = 5;

  private final QueueStore store;

  ReplyTime(QueueStore store) {
    this.store = store;
  }

  record Expected(Duration time, boolean measured) {}

  Expected of(String site, DeskSettings settings, Instant now) {
    List<Duration> waits =
        store.firstReplies(site, now.minus(PERIOD), SAMPLES).stream().sorted().toList();
    return waits.size() < ENOUGH
        ? new Expected(settings.reply(), false)
        : new Expected(waits.get(waits.size() / 2), true);
  }
}
