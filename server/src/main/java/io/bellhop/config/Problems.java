package io.bellhop.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, to be told at once. */
final class Problems {
  private final List<String> lines = new ArrayList<>();

  void add(Value at, String expected) {
    add(at.place(), at.path(), expected, at.shown());
  }

  void add(String place, String path, String expected, String found) {
    lines.add(place + ": " + path + ": expected " + expected + ", found " + found);
  }

  void tell(String line) {
    lines.add(line);
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new ConfigException(lines);
    }
  }
}
