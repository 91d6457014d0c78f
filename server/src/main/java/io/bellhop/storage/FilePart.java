package io.bellhop.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A stretch of a file, to be sent without being held in memory. */
record FilePart(Path file, long from, long length) {
  private static final int BUFFER = 64 << 10;

  /** SHA-256 of the stretch, in hexadecimal. */
  String sha256() throws IOException {
    MessageDigest digest = S3Signature.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  BodyPublisher body() {
    if (length == 0) {
      return BodyPublishers.noBody();
    }
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::opened), length);
  }

  private InputStream opened() {
    try {
      return open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(from);
    return new Bounded(Channels.newInputStream(channel), length);
  }

  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(most, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
