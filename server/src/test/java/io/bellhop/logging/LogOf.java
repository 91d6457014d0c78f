package io.bellhop.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class says in the log from now on, from {@code INFO} up. */
public final class LogOf implements AutoCloseable {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger;

  public LogOf(Class<?> speaker) {
    logger = (Logger) LoggerFactory.getLogger(speaker);
    lines.start();
    logger.addAppender(lines);
    // Whole servers in the same JVM set the root's level to WARN.
    logger.setLevel(Level.INFO);
  }

  public List<String> lines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.setLevel(null);
    logger.detachAppender(lines);
  }
}
