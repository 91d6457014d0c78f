package io.bellhop.config;

import io.bellhop.auth.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of sites that were given none: made at the first start, kept in the data folder, for
 * its owner's eyes only.
 */
public final class SiteSecrets {
  private static final int BYTES = 48;

  private final Path folder;

  public SiteSecrets(Path data) {
    this.folder = data.resolve("secrets");
  }

  /** The site's secret: the one stated, or else the one kept, or else a new one. */
  public Secret of(Config.Site site) {
    Secret stated = site.secret();
    return stated == null ? kept(folder.resolve(site.id())) : stated;
  }

  private Secret kept(Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
      return Secret.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all, so that a crash never leaves half a secret. */
  private void make(Path file) throws IOException {
    Files.createDirectories(folder, owner("rwx------"));
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path draft = Files.createTempFile(folder, "new", "", owner("rw-------"));
    Files.writeString(draft, Base64.getUrlEncoder().encodeToString(random) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?> owner(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
