package io.bellhop.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends scripts and styles that the build has compressed already ({@code name.gz} beside {@code
 * name}) to clients that take gzip; leaves everything else to the next handler. Which there are is
 * known from the start, so no path of a request ever reaches the file system.
 */
final class PackedFiles {
  private static final String SUFFIX = ".gz";

  private final Path folder;
  private final Set<String> packed;
  private final long maxAge;

  PackedFiles(Path folder, long maxAge) {
    this.folder = folder.toAbsolutePath();
    this.packed = packed(folder);
    this.maxAge = maxAge;
  }

  void handle(RoutingContext routing) {
    String path = routing.normalizedPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!packed.contains(name) || !takesGzip(routing.request().getHeader("Accept-Encoding"))) {
      routing.next();
      return;
    }
    routing
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType(name))
        .putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
        .putHeader(HttpHeaders.VARY, "accept-encoding")
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, immutable, max-age=" + maxAge)
        .sendFile(folder.resolve(name + SUFFIX).toString())
        .onFailure(routing::fail);
  }

  private static String contentType(String name) {
    return name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
  }

  private static boolean takesGzip(@Nullable String accepted) {
    return accepted != null && accepted.matches("(.*[ ,])?gzip([ ,;].*)?");
  }

  private static Set<String> packed(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
