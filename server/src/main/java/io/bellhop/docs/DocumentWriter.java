package io.bellhop.docs;

import io.bellhop.engine.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the checked-in files that are generated in step with the registry. */
public final class DocumentWriter {
  private static final String TYPES = "web/packages/client/src/generated/protocol.ts";
  private static final String PROTOCOL = "docs/protocol.md";

  private final Map<Path, String> files = new LinkedHashMap<>();

  /**
   * @param root the project's folder
   */
  public DocumentWriter(Registry registry, Path root) {
    files.put(root.resolve(TYPES), TypeScript.of(registry));
    Path protocol = root.resolve(PROTOCOL);
    files.put(protocol, Tables.renewed(read(protocol)));
  }

  /** The files that are not as they should be. */
  public List<Path> stale() {
    return files.keySet().stream()
        .filter(file -> !Files.exists(file) || !read(file).equals(files.get(file)))
        .toList();
  }

  /** Writes the files that are not as they should be, and tells which. */
  public List<Path> write() {
    List<Path> stale = stale();
    stale.forEach(file -> write(file, files.getOrDefault(file, "")));
    return stale;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
