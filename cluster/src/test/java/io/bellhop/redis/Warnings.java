package io.bellhop.redis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the wire says to the log. */
final class Warnings extends Handler {
  private final Logger logger = Logger.getLogger(LettuceWire.class.getName());
  private final List<String> said = new CopyOnWriteArrayList<>();

  Warnings() {
    logger.addHandler(this);
  }

  /** What was said of this Redis. */
  List<String> of(String address) {
    return said.stream().filter(line -> line.contains(address)).toList();
  }

  @Override
  public void publish(LogRecord line) {
    said.add(line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
