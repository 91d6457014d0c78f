package io.bellhop.server;

import io.bellhop.engine.Principal;
import io.bellhop.feature.file.Download;
import io.bellhop.feature.file.Downloads;
import io.bellhop.feature.file.FileFeature;
import io.bellhop.feature.file.Uploads;
import io.bellhop.transport.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The files of the feature, as the transport sends and takes them. */
record FileBlobs(Uploads uploads, Downloads downloads) implements Blobs {
  static FileBlobs of(FileFeature feature) {
    return new FileBlobs(feature.uploads(), feature.downloads());
  }

  @Override
  public Received take(Principal principal, String id, long offset, long length, InputStream body)
      throws IOException {
    Uploads.Received received = uploads.take(principal, id, offset, length, body);
    return new Received(received.received(), received.taken());
  }

  @Override
  public Blob give(String id, UnaryOperator<@Nullable String> query) {
    Download download = downloads.open(id, query);
    return new Blob(
        download.tag(),
        download.type(),
        download.disposition(),
        download.size(),
        download.fresh(),
        download.source()::open);
  }
}
