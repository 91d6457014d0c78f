package io.bellhop.feature.file;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Files as part of what other features write: everything happens in their transaction, or not at
 * all. Thread-safe.
 */
public final class Files {
  private static final int PAGE = 1_000;
  private static final int ERASED_AT_ONCE = 200;

  private final FileStore store;

  Files(FileStore store) {
    this.store = store;
  }

  /**
   * Gives files to a channel, whose subscribers may read them from then on.
   *
   * @return what the files are, in the order given
   * @throws BellhopException {@code not_found} for one that is not there, not finished, or somebody
   *     else's; {@code conflict} for one that is bound already
   */
  public List<Attachment> bind(Tx tx, String uploader, List<String> ids, Channel channel) {
    List<Attachment> bound = new ArrayList<>();
    for (String id : ids) {
      StoredFile file =
          store
              .find(tx, channel.site(), id)
              .filter(found -> found.uploader().equals(uploader))
              .filter(StoredFile::isFinished)
              .orElseThrow(Uploads::missing);
      if (!store.bind(tx, file.site(), file.uploader(), id, channel.name())) {
        throw new BellhopException(ErrorCode.CONFLICT, "a file can be sent once");
      }
      Expiry.cancel(tx, file.site(), id);
      bound.add(file.attachment());
    }
    return List.copyOf(bound);
  }

  /** Removes files for good, for example with their message. Ids of none are skipped. */
  public void remove(Tx tx, String site, Collection<String> ids) {
    for (String id : ids) {
      Expiry.cancel(tx, site, id);
      store.remove(tx, site, id, tx.now());
    }
  }

  /** What somebody has uploaded and is still there, the oldest first; at most 1,000. */
  public List<Attachment> of(String site, String person) {
    return store.of(site, person, PAGE).stream()
        .filter(StoredFile::isFinished)
        .map(StoredFile::attachment)
        .toList();
  }

  /**
   * Removes what somebody has uploaded, finished or not, at most 200 files.
   *
   * @return whether there may be more
   */
  public boolean erase(Tx tx, String site, String person) {
    List<StoredFile> page = store.of(tx, site, person, ERASED_AT_ONCE);
    for (StoredFile file : page) {
      Expiry.cancel(tx, site, file.id());
      store.remove(tx, site, file.id(), tx.now().plus(Expiry.UNTIL_BYTES_GO));
    }
    return page.size() == ERASED_AT_ONCE;
  }

  /** Gives all that one person has uploaded to another. */
  public void merge(Tx tx, String site, String from, String to) {
    store.merge(tx, site, from, to);
  }
}
