package io.bellhop.feature.file;

import io.bellhop.content.ContentType;
import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Right;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import io.bellhop.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives links to those who may read a file, and the file to those who have a link. */
public final class Downloads {
  private final FileStore store;
  private final Storage storage;
  private final Registry registry;
  private final Links links;
  private final InstantSource clock;

  Downloads(FileStore store, Storage storage, Registry registry, Links links, InstantSource clock) {
    this.store = store;
    this.storage = storage;
    this.registry = registry;
    this.links = links;
    this.clock = clock;
  }

  record Which(
      @Text(max = 32, pattern = "[0-9a-f]{32}") String file, @Nullable Boolean thumbnail) {}

  Links.FileLink link(Call call, Which params) {
    boolean thumbnail = Boolean.TRUE.equals(params.thumbnail());
    StoredFile file =
        store
            .find(call.site(), params.file())
            .filter(StoredFile::isFinished)
            .filter(found -> mayRead(call.principal(), found))
            .filter(found -> !thumbnail || found.thumbnail() != null)
            .orElseThrow(Uploads::missing);
    return links.make(new ObjectName(file.site(), file.id(), thumbnail), call.now());
  }

  private boolean mayRead(Principal principal, StoredFile file) {
    if (file.channel() == null) {
      return file.uploader().equals(principal.id());
    }
    Channel channel = new Channel(file.site(), file.channel());
    Namespace namespace = registry.namespace(channel.namespace());
    return namespace != null && namespace.permits(principal, Right.SUBSCRIBE, channel);
  }

  /**
   * What a link leads to.
   *
   * @param query the link's parameters, by name
   * @throws BellhopException {@code forbidden} if the link is forged or over, {@code not_found} if
   *     the file is gone
   */
  public Download open(String id, UnaryOperator<@Nullable String> query) {
    Instant now = clock.instant();
    boolean thumbnail = "thumbnail".equals(query.apply("variant"));
    ObjectName name;
    Instant expires;
    try {
      name = new ObjectName(text(query.apply("site")), id, thumbnail);
      expires = Instant.ofEpochSecond(Long.parseLong(text(query.apply("expires"))));
    } catch (RuntimeException e) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "no such link");
    }
    links.check(name, expires, text(query.apply("signature")), now);
    return store
        .find(name.site(), id)
        .filter(StoredFile::isFinished)
        .map(file -> download(file, name, Duration.between(now, expires)))
        .orElseThrow(Uploads::missing);
  }

  private Download download(StoredFile file, ObjectName name, Duration fresh) {
    String type = name.thumbnail() ? text(file.thumbnail()) : file.sentAs();
    boolean shown = ContentType.isShown(type);
    return new Download(
        "\"" + name.path() + "\"",
        type.equals("text/plain") ? "text/plain; charset=utf-8" : type,
        Disposition.of(shown, file.name()),
        name.thumbnail() ? file.thumbnailSize() : file.size(),
        fresh,
        (from, length) -> storage.read(name, from, length));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
