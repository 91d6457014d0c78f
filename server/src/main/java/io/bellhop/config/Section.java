package io.bellhop.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of the file with the overrides from the environment. Every key must be asked for;
 * {@link #close} complains about the others.
 */
final class Section implements AutoCloseable {
  private final Source source;
  private final String path;
  private final String place;
  private final Map<String, Node> members = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  Section(Source source, String path, @Nullable Node node) {
    this.source = source;
    this.path = path;
    this.place = node == null ? source.file() : source.place(node);
    switch (node) {
      case null -> {}
      case MappingNode mapping -> mapping.getValue().forEach(this::add);
      default -> source.problems().add(place, named(path), "keys with values", shown(node));
    }
  }

  private void add(NodeTuple tuple) {
    String line = source.place(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      source.problems().add(line, named(path), "plain keys", shown(tuple.getKeyNode()));
    } else if (members.put(key.getValue(), tuple.getValueNode()) != null) {
      source.problems().tell(line + ": " + path(key.getValue()) + ": stated twice");
    } else {
      places.put(key.getValue(), line);
    }
  }

  Problems problems() {
    return source.problems();
  }

  /** The file and line where the section begins. */
  String place() {
    return place;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    return value(key) != null || members.containsKey(key);
  }

  /** The value of a key, from the environment before the file; null if neither has it. */
  @Nullable Value value(String key) {
    known.add(key);
    Value override = source.override(path(key));
    if (override != null) {
      return override;
    }
    Node node = members.get(key);
    return node == null ? null : value(path(key), node);
  }

  /** The values of a list of scalars; null if there is none. */
  @Nullable List<Value> values(String key) {
    known.add(key);
    Value override = source.override(path(key));
    if (override != null) {
      return split(override);
    }
    Node node = members.get(key);
    return node == null
        ? null
        : elements(key, node).stream().map(element -> value(path(key), element)).toList();
  }

  Section section(String key) {
    known.add(key);
    return new Section(source, path(key), members.get(key));
  }

  /** The sections of a list; each is named in paths by its {@code name} key's value. */
  List<Section> sections(String key, String name) {
    known.add(key);
    Node node = members.get(key);
    if (node == null) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node element : elements(key, node)) {
      String label = label(element, name);
      sections.add(
          new Section(
              source,
              path(label == null ? key + "[" + sections.size() + "]" : key + "." + label),
              element));
    }
    return sections;
  }

  /** Complains about keys that nobody asked for. */
  @Override
  public void close() {
    places.forEach((key, line) -> {
      if (!known.contains(key)) {
        problems().tell(line + ": " + path(key) + ": no such key" + Words.suggestion(key, known));
      }
    });
  }

  private List<Node> elements(String key, Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    problems().add(source.place(node), path(key), "a list", shown(node));
    return List.of();
  }

  private Value value(String at, Node node) {
    String text = node instanceof ScalarNode scalar && !isNull(scalar) ? scalar.getValue() : null;
    return new Value(text, shown(node), at, source.place(node), source.folder());
  }

  private static List<Value> split(Value list) {
    String text = list.text() == null ? "" : list.text();
    return java.util.Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .map(word -> new Value(word, Words.quoted(word), list.path(), list.place(), list.base()))
        .toList();
  }

  private static @Nullable String label(Node element, String name) {
    if (element instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals(name)
            && tuple.getValueNode() instanceof ScalarNode value) {
          return value.getValue();
        }
      }
    }
    return null;
  }

  private static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> isNull(scalar) ? "nothing" : Words.quoted(scalar.getValue());
      case SequenceNode list -> "a list";
      default -> "keys with values";
    };
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.getTag().equals(org.yaml.snakeyaml.nodes.Tag.NULL);
  }

  private static String named(String path) {
    return path.isEmpty() ? "the file" : path;
  }
}
