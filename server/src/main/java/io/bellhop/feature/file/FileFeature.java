package io.bellhop.feature.file;

import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Timer;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.SqlLedger;
import io.bellhop.storage.Storage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Files: begun and finished by methods, their bytes sent beside the protocol; bound to a channel by
 * other features, and then for whoever may subscribe that channel.
 */
public final class FileFeature implements Feature {
  private final SqlLedger ledger;
  private final Expiry expiry;
  private final Uploads uploads;
  private final Completion completion;
  private final Downloads downloads;
  private final Sweeper sweeper;
  private final Files files;
  private final Codec codec;

  /**
   * @param registry to ask who may subscribe a channel
   * @param incoming the folder for files that are being uploaded
   * @param storage for those that are finished
   */
  public FileFeature(
      SqlLedger ledger,
      Codec codec,
      Registry registry,
      FileSettings settings,
      Path incoming,
      Storage storage,
      InstantSource clock) {
    this.ledger = ledger;
    this.codec = codec;
    FileStore store = new FileStore(ledger);
    DiskRoom room = new DiskRoom(incoming, settings.keepFree());
    Staging staging =
        settings.inBucket()
            ? new BucketStaging(ledger, new ChunkStore(ledger), storage, room, clock.instant())
            : new FolderStaging(room);
    expiry = new Expiry(store, codec);
    uploads = new Uploads(ledger, store, room, staging, expiry, settings);
    completion = new Completion(ledger, store, staging, storage, expiry, new Inspector(settings));
    downloads = new Downloads(store, storage, registry, new Links(store.secret()), clock);
    sweeper = new Sweeper(ledger, store, staging, storage, clock);
    files = new Files(store);
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("file.begin", Uploads.Begin.class, Uploads.Begun.class)
            .summary("Begins a file; its bytes then go to PUT /files/ID?offset=N, in chunks.")
            .changes()
            .limit(20, 2)
            .does(uploads::begin),
        Method.named("file.finish", Completion.Finish.class, Attachment.class)
            .summary("Ends a file whose bytes are all received; answers what was found in it.")
            .changes()
            .limit(20, 2)
            .does(completion::finish),
        Method.named("file.link", Downloads.Which.class, Links.FileLink.class)
            .summary("Gives a link to a file, good for some minutes and for whoever has it.")
            .limit(300, 50)
            .does(downloads::link));
  }

  @Override
  public List<Timer.Handler> timers() {
    return List.of(expiry);
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new PersonFiles(ledger, files, codec));
  }

  /** Takes bytes. */
  public Uploads uploads() {
    return uploads;
  }

  /** Gives bytes. */
  public Downloads downloads() {
    return downloads;
  }

  /** For features whose rows have files. */
  public Files files() {
    return files;
  }

  /**
   * Removes some of the bytes that nobody needs any more; to be called now and then. Blocks.
   *
   * @return whether there may be more to remove now
   */
  public boolean sweep() {
    return sweeper.sweep();
  }
}
