package io.bellhop.content;

import static io.bellhop.content.ContentType.active;
import static io.bellhop.content.ContentType.download;
import static io.bellhop.content.ContentType.forbidden;
import static io.bellhop.content.ContentType.shown;

import java.util.List;

/**
 * Bytes at a place that tell a type.
 *
 * @param magic as Latin-1 text
 */
record Signature(int at, String magic, ContentType type) {
  /** In the order in which they are tried. */
  static final List<Signature> ALL =
      List.of(
          new Signature(0, "\u00FF\u00D8\u00FF", shown("image/jpeg")),
          new Signature(0, "\u0089PNG\r\n\u001A\n", shown("image/png")),
          new Signature(0, "GIF87a", shown("image/gif")),
          new Signature(0, "GIF89a", shown("image/gif")),
          new Signature(8, "WEBPVP8", shown("image/webp")),
          new Signature(4, "ftypavif", shown("image/avif")),
          new Signature(4, "ftypheic", download("image/heic")),
          new Signature(4, "ftypheix", download("image/heic")),
          new Signature(4, "ftypmif1", download("image/heif")),
          new Signature(4, "ftypM4A", shown("audio/mp4")),
          new Signature(4, "ftypqt  ", shown("video/quicktime")),
          new Signature(4, "ftyp", shown("video/mp4")),
          new Signature(0, "\u001AE\u00DF\u00A3", shown("video/webm")),
          new Signature(0, "OggS", shown("audio/ogg")),
          new Signature(0, "ID3", shown("audio/mpeg")),
          new Signature(0, "\u00FF\u00FB", shown("audio/mpeg")),
          new Signature(0, "\u00FF\u00F3", shown("audio/mpeg")),
          new Signature(0, "fLaC", shown("audio/flac")),
          new Signature(8, "WAVEfmt ", shown("audio/wav")),
          new Signature(0, "II*\u0000", download("image/tiff")),
          new Signature(0, "MM\u0000*", download("image/tiff")),
          new Signature(0, "%PDF-", download("application/pdf")),
          new Signature(0, "PK\u0003\u0004", download("application/zip")),
          new Signature(0, "PK\u0005\u0006", download("application/zip")),
          new Signature(0, "\u001F\u008B", download("application/gzip")),
          new Signature(0, "7z\u00BC\u00AF'\u001C", download("application/x-7z-compressed")),
          new Signature(0, "Rar!\u001A\u0007", download("application/vnd.rar")),
          new Signature(0, "\u00D0\u00CF\u0011\u00E0", download("application/x-ole-storage")),
          new Signature(0, "MZ", forbidden("application/vnd.microsoft.portable-executable")),
          new Signature(0, "\u007FELF", forbidden("application/x-elf")),
          new Signature(0, "\u00FE\u00ED\u00FA\u00CE", forbidden("application/x-mach-binary")),
          new Signature(0, "\u00FE\u00ED\u00FA\u00CF", forbidden("application/x-mach-binary")),
          new Signature(0, "\u00CE\u00FA\u00ED\u00FE", forbidden("application/x-mach-binary")),
          new Signature(0, "\u00CF\u00FA\u00ED\u00FE", forbidden("application/x-mach-binary")),
          new Signature(0, "\u00CA\u00FE\u00BA\u00BE", forbidden("application/java-vm")),
          new Signature(0, "dex\n", forbidden("application/vnd.android.dex")),
          new Signature(0, "\u0000asm", forbidden("application/wasm")),
          new Signature(0, "#!", forbidden("text/x-shellscript")),
          new Signature(0, "L\u0000\u0000\u0000\u0001\u0014\u0002", forbidden("application/x-lnk")),
          new Signature(0, "CWS", active("application/x-shockwave-flash")),
          new Signature(0, "FWS", active("application/x-shockwave-flash")));

  boolean matches(Head head) {
    return head.has(at, magic);
  }
}
