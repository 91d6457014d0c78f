package io.bellhop.feature.file;

import io.bellhop.engine.Ledger;
import io.bellhop.storage.ObjectName;
import io.bellhop.storage.Storage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the bytes of files that have no row any more; outside of the transactions that removed
 * the rows, as a store may be slow. What fails is tried again at the next sweep.
 */
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int PAGE = 100;

  private final Ledger ledger;
  private final FileStore store;
  private final Staging staging;
  private final Storage storage;
  private final InstantSource clock;

  Sweeper(Ledger ledger, FileStore store, Staging staging, Storage storage, InstantSource clock) {
    this.ledger = ledger;
    this.store = store;
    this.staging = staging;
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * Removes at most 100 objects; stops at the first that cannot be removed.
   *
   * @return whether there may be more to remove now
   */
  boolean sweep() {
    List<FileStore.Gone> removed = new ArrayList<>();
    for (FileStore.Gone file : store.gone(clock.instant(), PAGE)) {
      try {
        remove(new ObjectName(file.site(), file.id(), false));
        removed.add(file);
      } catch (IOException e) {
        LOG.warn("the bytes of a file could not be removed; again later", e);
        break;
      }
    }
    if (!removed.isEmpty()) {
      var _ =
          ledger.write(tx -> {
            store.swept(tx, removed);
            return removed.size();
          });
    }
    return removed.size() == PAGE;
  }

  private void remove(ObjectName name) throws IOException {
    for (ObjectName each : List.of(name, Completion.thumbnail(name))) {
      staging.delete(each);
      storage.delete(each);
    }
  }
}
