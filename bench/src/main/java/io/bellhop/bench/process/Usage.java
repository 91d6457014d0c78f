package io.bellhop.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process has used, as Linux tells in {@code /proc}. */
public final class Usage {
  private static final double TICKS_PER_SECOND = 100;
  private static final int AFTER_NAME_UTIME = 11;

  private Usage() {}

  /** CPU seconds of user and kernel, in steps of 10 ms. */
  public static double cpuSeconds(long pid) {
    String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
    return ticks(stat) / TICKS_PER_SECOND;
  }

  /** CPU seconds of those of its threads whose names end so. */
  static double cpuSeconds(long pid, String threads) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return tasks
              .map(task -> read(task.resolve("stat")))
              .filter(stat -> stat.contains(threads + ") "))
              .mapToLong(Usage::ticks)
              .sum()
          / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ticks in a stat line; the name in it may hold blanks and parentheses. */
  static long ticks(String stat) {
    List<String> fields =
        List.of(stat.substring(stat.lastIndexOf(')') + 2).stripTrailing().split(" ", -1));
    return Long.parseLong(fields.get(AFTER_NAME_UTIME))
        + Long.parseLong(fields.get(AFTER_NAME_UTIME + 1));
  }

  /** Resident memory in KiB. */
  public static long residentKib(long pid) {
    return read(Path.of("/proc", Long.toString(pid), "status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
