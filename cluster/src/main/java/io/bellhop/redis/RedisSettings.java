package io.bellhop.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis or Valkey 7 or later is.
 *
 * @param urls one {@code redis://}, {@code rediss://}, {@code redis-sentinel://} or {@code
 *     rediss-sentinel://} URL; or some nodes of a cluster, which tell of the others
 * @param user null for Redis' default one
 * @param password null for that of the URL, or none
 * @param authorities a PEM file of those whose certificates are trusted; null for Java's own
 * @param prefix begins the names of all channels, for several systems on one Redis
 */
public record RedisSettings(
    List<String> urls,
    boolean cluster,
    @Nullable String user,
    @Nullable String password,
    @Nullable Path authorities,
    String prefix) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if one is no URL of Redis, or there are no certificates
   */
  void check() {
    var _ = uris();
    if (authorities != null) {
      var _ = Authorities.in(authorities);
    }
  }

  /**
   * The addresses as the library has them.
   *
   * @throws IllegalArgumentException if one is no URL of Redis
   */
  List<RedisURI> uris() {
    return urls.stream().map(this::uri).toList();
  }

  private RedisURI uri(String url) {
    RedisURI uri = RedisURI.create(url);
    uri.setTimeout(PATIENCE);
    uri.setClientName("bellhop");
    if (password != null) {
      String secret = password;
      uri.setCredentialsProvider(
          RedisCredentialsProvider.from(() -> RedisCredentials.just(user, secret)));
    }
    return uri;
  }

  /** Says where, but no passwords. */
  @Override
  public String toString() {
    return urls.stream().map(url -> url.replaceFirst("//.*@", "//")).toList().toString();
  }
}
