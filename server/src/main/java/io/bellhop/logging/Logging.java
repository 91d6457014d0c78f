package io.bellhop.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sets up Logback in code, which takes a fraction of the time that a configuration file would.
 * Found by Logback as a service: until {@link #set} is called it logs plain lines from INFO on.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  /** Libraries that tell at INFO what only their own developers want to know. */
  private static final List<String> CHATTY = List.of("org.flywaydb");

  /** Libraries that warn again and again of what one line of ours has said. */
  private static final List<String> REPETITIVE = List.of("io.lettuce");

  /** Changes what the whole log looks like, from now on. */
  public static void set(boolean json, String level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      install(context, json ? new JsonLineEncoder() : new PlainEncoder(), Level.valueOf(level));
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    install(context, new PlainEncoder(), Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void install(LoggerContext context, LineEncoder encoder, Level level) {
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(console);
    root.setLevel(level);
    Level chatty = level.isGreaterOrEqual(Level.INFO) ? Level.WARN : level;
    CHATTY.forEach(name -> context.getLogger(name).setLevel(chatty));
    Level repetitive = level.isGreaterOrEqual(Level.INFO) ? Level.ERROR : level;
    REPETITIVE.forEach(name -> context.getLogger(name).setLevel(repetitive));
  }
}
