package io.bellhop.feature.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file's row.
 *
 * @param type as stated; once finished, as found
 * @param sentAs the type that it is downloaded with
 * @param thumbnail the type of its thumbnail, if it has one
 * @param channel whose subscribers may read it; null as long as it is its uploader's alone
 */
record StoredFile(
    String site,
    String id,
    String uploader,
    String name,
    String type,
    String sentAs,
    long size,
    State state,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String thumbnail,
    long thumbnailSize,
    @Nullable String channel,
    Instant begunAt) {

  enum State {
    BEGUN,
    FINISHED,
    REFUSED
  }

  boolean isFinished() {
    return state == State.FINISHED;
  }

  Attachment attachment() {
    return new Attachment(id, name, type, size, width, height, thumbnail != null);
  }
}
