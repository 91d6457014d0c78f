package io.bellhop.feature.file;

import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.file.Staging.Staged;
import io.bellhop.feature.file.StoredFile.State;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import io.bellhop.storage.Storage;
import java.io.IOException;

/** Finishes files: looks into them, stores them, and only then says that they are there. */
final class Completion {
  private final Ledger ledger;
  private final FileStore store;
  private final Staging staging;
  private final Storage storage;
  private final Expiry expiry;
  private final Inspector inspector;

  Completion(
      Ledger ledger,
      FileStore store,
      Staging staging,
      Storage storage,
      Expiry expiry,
      Inspector inspector) {
    this.ledger = ledger;
    this.store = store;
    this.staging = staging;
    this.storage = storage;
    this.expiry = expiry;
    this.inspector = inspector;
  }

  record Finish(@Text(max = 32, pattern = "[0-9a-f]{32}") String file) {}

  /** What is remembered of the request; not the file's name, which may have to be forgotten. */
  record Settled(String file) {}

  Attachment finish(Call call, Finish params) {
    ObjectName name = new ObjectName(call.site(), params.file(), false);
    StoredFile known = own(call, params.file());
    return known.isFinished()
        ? known.attachment()
        : Disk.of(() -> staging.holding(name, staged -> finish(call, name, staged)));
  }

  private StoredFile own(Call call, String id) {
    return store
        .find(call.site(), id)
        .filter(file -> file.uploader().equals(call.principal().id()))
        .filter(file -> file.state() != State.REFUSED)
        .orElseThrow(Uploads::missing);
  }

  private Attachment finish(Call call, ObjectName name, Staged staged) throws IOException {
    // Somebody else's finish may have ended just now.
    StoredFile file = own(call, name.id());
    if (file.isFinished()) {
      return file.attachment();
    }
    if (staged.received() != file.size()) {
      throw new BellhopException(
          ErrorCode.CONFLICT, staged.received() + " of " + file.size() + " bytes were received");
    }
    StoredFile found = inspected(file, name, staged);
    put(found, name, staged);
    var _ = ledger.write(call.once(Settled.class), tx -> settle(tx, found));
    return found.attachment();
  }

  private StoredFile inspected(StoredFile file, ObjectName name, Staged staged) throws IOException {
    try {
      return inspector.inspect(file, staged.file(), staged.thumbnail());
    } catch (BellhopException refusal) {
      // The row stays for its day, so that what was refused counts for the limits.
      var _ = ledger.write(tx -> store.settle(tx, refused(file)));
      staging.delete(name);
      throw refusal;
    }
  }

  private void put(StoredFile file, ObjectName name, Staged staged) throws IOException {
    if (file.thumbnail() != null) {
      storage.put(thumbnail(name), staged.thumbnail());
    }
    storage.put(name, staged.file());
  }

  private Settled settle(Tx tx, StoredFile found) {
    if (store.settle(tx, found)) {
      expiry.restart(tx, found.site(), found.id());
    } else if (store.find(tx, found.site(), found.id()).filter(StoredFile::isFinished).isEmpty()) {
      // Another server's finish may have been faster, and found the same.
      throw Uploads.missing();
    }
    return new Settled(found.id());
  }

  static ObjectName thumbnail(ObjectName name) {
    return new ObjectName(name.site(), name.id(), true);
  }

  private static StoredFile refused(StoredFile file) {
    return new StoredFile(
        file.site(),
        file.id(),
        file.uploader(),
        file.name(),
        file.type(),
        file.sentAs(),
        file.size(),
        State.REFUSED,
        null,
        null,
        null,
        0,
        null,
        file.begunAt());
  }
}
