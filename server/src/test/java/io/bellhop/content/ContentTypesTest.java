package io.bellhop.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.content.ContentType.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {
  private static ContentType of(String latin, String name) {
    return ContentTypes.of(
        new Head(latin.getBytes(StandardCharsets.ISO_8859_1)), ContentTypes.extension(name));
  }

  @ParameterizedTest
  @CsvSource({
    "GIF89a.., a.txt, image/gif, SHOWN",
    "RIFF....WEBPVP8L, a, image/webp, SHOWN",
    "....ftypavif, a, image/avif, SHOWN",
    "....ftypheic, a.jpg, image/heic, DOWNLOAD",
    "....ftypisom, a.mp4, video/mp4, SHOWN",
    "RIFF....WAVEfmt ., a.wav, audio/wav, SHOWN",
    "OggS, a.ogg, audio/ogg, SHOWN",
    "%PDF-1.7, a.jpg, application/pdf, DOWNLOAD",
    "hello, a.txt, text/plain, DOWNLOAD",
    "'a;b', a.csv, text/csv, DOWNLOAD",
    "hello, a.svg, text/plain, DOWNLOAD",
    "<svg onload=x>, a.png, text/html, ACTIVE",
    "' \t<!DOCTYPE html>', a.txt, text/html, ACTIVE",
    "<?xml version='1.0'?>, a.xml, text/html, ACTIVE",
    "words and <script>x</script>, a.txt, text/html, ACTIVE",
    "MIME-Version: 1.0, a.mht, text/html, ACTIVE",
    "MZ.., a.jpg, application/vnd.microsoft.portable-executable, FORBIDDEN",
    "#!/bin/sh, a.txt, text/x-shellscript, FORBIDDEN",
    "hello, a.EXE, application/x-exe, FORBIDDEN",
    "hello, a.jpg.js, application/x-js, FORBIDDEN",
    "hello, a.txt.lnk, application/x-lnk, FORBIDDEN"
  })
  void contentTellsTheTypeAndNamesOnlyAddDoubt(String head, String name, String type, Kind kind) {
    assertThat(of(head, name)).isEqualTo(new ContentType(type, kind));
  }

  @Test
  void whatIsNeitherKnownNorTextIsUnknown() {
    assertThat(of("\u0001\u0002", "a.txt")).isEqualTo(ContentType.UNKNOWN);
    assertThat(of("\u00FF\u00FE\u00FD", "a.txt")).isEqualTo(ContentType.UNKNOWN);
    assertThat(of("\u007FELF\u0002", "a").kind()).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void markupHiddenBetweenZeroBytesIsSeen() {
    assertThat(of("\u00FF\u00FE<\0s\0c\0r\0i\0p\0t\0>\0", "a.txt").kind()).isEqualTo(Kind.ACTIVE);
  }

  @Test
  void anImageThatIsAlsoAPageIsTheImage() {
    var polyglot = of("GIF89a/*<html><script>alert(1)</script>*/", "a.html");

    assertThat(polyglot.sentAs()).isEqualTo("image/gif");
  }

  @Test
  void activeTypesAreSentAsBytesOnly() {
    assertThat(of("<html>", "a.html").sentAs()).isEqualTo("application/octet-stream");
    assertThat(ContentType.isShown("text/html")).isFalse();
    assertThat(ContentType.isShown("application/pdf")).isFalse();
    assertThat(ContentType.isShown("image/png")).isTrue();
  }

  @Test
  void anArchiveIsToldByItsHeadAndNeverUnpacked() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      zip.write(new byte[10 << 20]);
    }
    var head = new Head(bytes.toByteArray());

    assertThat(bytes.size()).isLessThan(20_000);
    assertThat(ContentTypes.of(head, "zip").name()).isEqualTo("application/zip");
    assertThat(ContentTypes.of(head, "docx").name()).endsWith("wordprocessingml.document");
    assertThat(ContentTypes.of(head, "apk").kind()).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void claimsAreMadeByNameOrByType() {
    assertThat(ContentTypes.claimsImage("a.JPG", "text/plain")).isTrue();
    assertThat(ContentTypes.claimsImage("a", "image/png")).isTrue();
    assertThat(ContentTypes.claimsImage("a.svg", "image/svg+xml")).isFalse();
    assertThat(ContentTypes.claimsImage("a.pdf", "application/pdf")).isFalse();
  }

  @Test
  void textMayBeCutInsideACharacter() {
    byte[] text = "ä".repeat(4_100).getBytes(StandardCharsets.UTF_8);
    byte[] cut =
        java.util.Arrays.copyOf(
            ("x" + "ä".repeat(4_100)).getBytes(StandardCharsets.UTF_8), 8 << 10);

    assertThat(ContentTypes.of(new Head(java.util.Arrays.copyOf(text, 8 << 10)), "").name())
        .isEqualTo("text/plain");
    assertThat(ContentTypes.of(new Head(cut), "").name()).isEqualTo("text/plain");
    assertThat(ContentTypes.of(new Head(new byte[] {'a', (byte) 0xC3}), ""))
        .isEqualTo(ContentType.UNKNOWN);
  }
}
