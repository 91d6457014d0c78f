package io.bellhop.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Where values come from: one file, and the environment, which overrides it. */
final class Source {
  private static final String PREFIX = "BELLHOP_";

  private final String file;
  private final Path folder;
  private final Map<String, String> environment;
  private final Problems problems;
  private final Set<String> variables = new TreeSet<>();

  Source(Path file, Map<String, String> environment, Problems problems) {
    this.file = file.getFileName().toString();
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? file.toAbsolutePath() : parent;
    this.environment = environment;
    this.problems = problems;
  }

  String file() {
    return file;
  }

  Path folder() {
    return folder;
  }

  Problems problems() {
    return problems;
  }

  String place(Node node) {
    return file + ":" + (node.getStartMark().getLine() + 1);
  }

  /** The variable of a key: its path in upper case, joined with underscores. */
  static String variable(String path) {
    return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  @Nullable Value override(String path) {
    String variable = variable(path);
    variables.add(variable);
    String text = environment.get(variable);
    return text == null
        ? null
        : new Value(text, Words.quoted(text), path, variable, Path.of("").toAbsolutePath());
  }

  /** Complains about variables that are nearly those asked for; others belong to somebody else. */
  void complainOfMisspelled() {
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !variables.contains(name))
        .sorted()
        .forEach(name -> {
          String suggestion = Words.suggestion(name, variables);
          if (!suggestion.isEmpty()) {
            problems.tell(name + ": no such variable" + suggestion);
          }
        });
  }
}
