package io.bellhop.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures as a JSON file: when, on what machine, and each value by its name. */
public final class Results {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Results() {}

  /** The values of a file by name; none if there is no such file. */
  public static Map<String, Double> read(Path file) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    if (Files.exists(file)) {
      JsonNode figures = JSON.readTree(Files.readString(file)).path("figures");
      figures.forEachEntry((name, figure) -> values.put(name, figure.path("value").asDouble()));
    }
    return values;
  }

  public static void write(Path file, Map<String, String> circumstances, List<Figure> figures)
      throws IOException {
    Map<String, Object> root = new LinkedHashMap<>(circumstances);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Figure figure : figures) {
      double rounded = Math.round(figure.value() * 1_000) / 1_000.0;
      values.put(figure.name(), Map.of("value", rounded, "unit", figure.unit()));
    }
    root.put("figures", values);
    Files.createDirectories(file.getParent());
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
  }
}
