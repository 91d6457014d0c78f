package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.config.ConfigReader;
import io.bellhop.docs.DocumentWriter;
import io.bellhop.engine.Registry;
import io.bellhop.logging.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The command line {@code ./bellhop docs}: writes the generated documents and types anew. */
public final class Documents {
  private static final int USAGE = 2;

  /** A server that nobody finds, only to ask it what it has. */
  private static final String CONFIG =
      """
      listen: {host: 127.0.0.1, port: 0}
      data: data
      sites: [{id: documents}]
      """;

  private Documents() {}

  /** Takes the project's folder. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Documents PROJECT_FOLDER");
      System.exit(USAGE);
    }
    Logging.set(false, "WARN");
    for (Path file : write(Path.of(arguments[0]))) {
      System.out.println("wrote " + file);
    }
  }

  /** Writes the files that are not as they should be, and tells which. */
  static List<Path> write(Path root) throws IOException {
    return with(registry -> new DocumentWriter(registry, root).write());
  }

  /** The files that are not as they should be. */
  static List<Path> stale(Path root) throws IOException {
    return with(registry -> new DocumentWriter(registry, root).stale());
  }

  private static <T> T with(Function<Registry, T> use) throws IOException {
    Path folder = Files.createTempDirectory("bellhop-documents");
    try {
      Config config =
          ConfigReader.read(Files.writeString(folder.resolve("bellhop.yaml"), CONFIG), Map.of());
      try (Bellhop bellhop = Bellhop.start(config)) {
        return use.apply(bellhop.registry());
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
