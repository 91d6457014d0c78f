package io.bellhop.config;

import io.bellhop.auth.Secret;
import io.bellhop.storage.S3Settings;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what may be uploaded, and where it is kept. */
final class FilesReader {
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final Pattern TYPE =
      Pattern.compile("\\*|[a-z]{1,32}/(\\*|[a-z0-9][a-z0-9.+-]{0,94})");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern KEY = Pattern.compile("[!-~&&[^/,]]{1,128}");

  private FilesReader() {}

  static Config.Files read(Section root) {
    try (Section files = root.section("files")) {
      List<String> types =
          Read.list(files, "types", "a media type such as image/png, image/* or *", TYPE);
      return new Config.Files(
          Read.bytes(files, "max", 25 * MIB, KIB, 5 * GIB),
          Read.bytes(files, "per-day", 250 * MIB, KIB, 1_000_000 * GIB),
          Read.whole(files, "count-per-day", 200, 1, 1_000_000),
          types.isEmpty() ? List.of("*") : types,
          Read.bytes(files, "keep-free", GIB, 0, 1_000_000 * GIB),
          s3(files));
    }
  }

  private static @Nullable S3Settings s3(Section files) {
    boolean inFile = files.has("s3");
    try (Section s3 = files.section("s3")) {
      boolean stated = inFile || s3.has("endpoint");
      URI endpoint = Read.url(s3, "endpoint");
      String region =
          Read.matching(s3, "region", "us-east-1", "a region such as eu-north-1", REGION);
      Secret secret = secret(s3);
      if (!stated) {
        s3.value("bucket");
        s3.value("access-key");
        return null;
      }
      String bucket =
          Read.required(s3, "bucket", "a bucket's name, of a-z, 0-9, dots and -", BUCKET);
      String key = Read.required(s3, "access-key", "an access key's id", KEY);
      if (endpoint == null && !s3.has("endpoint")) {
        s3.problems().add(s3.place(), s3.path("endpoint"), "the store's URL", "nothing");
      }
      if (secret == null && !s3.has("secret-key") && !s3.has("secret-key-file")) {
        s3.problems()
            .add(s3.place(), s3.path("secret-key"), "a secret-key or a secret-key-file", "neither");
      }
      return endpoint == null || secret == null
          ? null
          : new S3Settings(endpoint, region, bucket, key, secret);
    }
  }

  private static @Nullable Secret secret(Section s3) {
    Secret stated = Read.secret(s3, "secret-key", 1);
    Secret kept = Read.secretFile(s3, "secret-key-file", 1);
    return stated == null ? kept : stated;
  }
}
