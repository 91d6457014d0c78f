package io.bellhop.feature.file;

import io.bellhop.content.ContentTypes;
import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.file.StoredFile.State;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Begins files and takes their bytes, in chunks, in order. Thread-safe; its calls block. */
public final class Uploads {
  /** The most bytes of one chunk. */
  public static final int CHUNK = 1 << 20;

  private static final int OPEN = 20;
  private static final int ID_BYTES = 16;
  private static final Duration DAY = Duration.ofDays(1);

  private final Ledger ledger;
  private final FileStore store;
  private final DiskRoom room;
  private final Staging staging;
  private final Expiry expiry;
  private final FileSettings settings;
  private final SecureRandom random = new SecureRandom();

  Uploads(
      Ledger ledger,
      FileStore store,
      DiskRoom room,
      Staging staging,
      Expiry expiry,
      FileSettings settings) {
    this.ledger = ledger;
    this.store = store;
    this.room = room;
    this.staging = staging;
    this.expiry = expiry;
    this.settings = settings;
  }

  record Begin(
      @Text(max = 1_000) String name,
      @Range(min = 1) long size,
      @Nullable @Text(max = 127, pattern = "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
          String type) {}

  record Begun(String file, int chunk, long received) {}

  /** How much of a file is there; {@code taken} tells whether the chunk at hand is part of it. */
  public record Received(long received, boolean taken) {}

  Begun begin(Call call, Begin params) {
    if (params.size() > settings.max()) {
      throw new BellhopException(
          ErrorCode.TOO_LARGE, "a file has at most " + settings.max() + " bytes");
    }
    String name = ShownName.of(params.name());
    if (ContentTypes.isProgram(name)) {
      throw BellhopException.invalid("name", "programs are not taken");
    }
    Disk.of(() -> {
      room.require(params.size());
      return true;
    });
    String type = params.type() == null ? "application/octet-stream" : params.type();
    StoredFile file = begun(call, name, type, params.size());
    return ledger.write(call.once(Begun.class), tx -> begin(tx, file));
  }

  private Begun begin(Tx tx, StoredFile file) {
    requireWithinLimits(
        store.used(tx, file.site(), file.uploader(), tx.now().minus(DAY)), file.size());
    store.insert(tx, file);
    expiry.restart(tx, file.site(), file.id());
    return new Begun(file.id(), CHUNK, 0);
  }

  private void requireWithinLimits(FileStore.Used used, long size) {
    if (used.open() >= OPEN) {
      throw limit("at most " + OPEN + " files can be unfinished");
    }
    if (used.files() >= settings.countPerDay()) {
      throw limit("at most " + settings.countPerDay() + " files can be sent in a day");
    }
    if (used.bytes() + size > settings.perDay()) {
      throw limit("at most " + settings.perDay() + " bytes of files can be sent in a day");
    }
  }

  private static BellhopException limit(String message) {
    return new BellhopException(ErrorCode.LIMIT_REACHED, message);
  }

  private StoredFile begun(Call call, String name, String type, long size) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new StoredFile(
        call.site(),
        HexFormat.of().formatHex(id),
        call.principal().id(),
        name,
        type,
        "",
        size,
        State.BEGUN,
        null,
        null,
        null,
        0,
        null,
        call.now());
  }

  /**
   * Takes a chunk; what it answers for is on the disk.
   *
   * @throws BellhopException {@code not_found} unless the caller began the file and did not finish
   *     it, {@code too_large} if the chunk is, or goes beyond the file's end, {@code
   *     invalid_params} if it must be bigger, {@code unavailable} if the disk is full
   * @throws IOException if the body ends too early
   */
  public Received take(Principal principal, String id, long offset, long length, InputStream body)
      throws IOException {
    StoredFile file =
        store
            .find(principal.site(), id)
            .filter(found -> found.uploader().equals(principal.id()))
            .filter(found -> found.state() == State.BEGUN)
            .orElseThrow(Uploads::missing);
    if (length > CHUNK || offset > file.size() - length) {
      throw new BellhopException(
          ErrorCode.TOO_LARGE, "a chunk has at most " + CHUNK + " bytes and ends with its file");
    }
    ObjectName name = new ObjectName(file.site(), file.id(), false);
    Staging.Received received = staging.append(name, offset, length, body);
    return new Received(received.bytes(), received.taken());
  }

  static BellhopException missing() {
    return new BellhopException(ErrorCode.NOT_FOUND, "no such file");
  }
}
