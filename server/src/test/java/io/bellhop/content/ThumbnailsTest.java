package io.bellhop.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTest {
  private static final long MOST = 100_000_000;

  private final Thumbnails thumbnails = new Thumbnails(MOST);
  @TempDir Path folder = Path.of("");

  /** Red on the left, blue on the right. */
  private static BufferedImage picture(int width, int height, int kind) {
    BufferedImage image = new BufferedImage(width, height, kind);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("image"), bytes);
  }

  private @Nullable BufferedImage small(byte[] bytes) throws IOException {
    Path image = file(bytes);
    ContentType type = ContentTypes.of(image, "image");
    ImageSize size = ImageSize.of(image, type);
    Path small = folder.resolve("small");
    return size == null || thumbnails.make(image, type, size, small) == null
        ? null
        : ImageIO.read(small.toFile());
  }

  /** An APP1 segment with an orientation, and a place of which nobody should learn. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] secret = "GPS 59.9139 N".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer tiff = ByteBuffer.allocate(26 + secret.length);
    tiff.putShort((short) 0x4D4D).putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0).put(secret);
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
    all.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
    all.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    return all.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static boolean isRed(BufferedImage image, int x, int y) {
    Color color = new Color(image.getRGB(x, y));
    return color.getRed() > 180 && color.getBlue() < 80;
  }

  @Test
  void aLargeImageBecomesSmall() throws IOException {
    var small = small(encoded(picture(3_000, 2_000, BufferedImage.TYPE_INT_RGB), "jpeg"));

    assertThat(small).isNotNull().returns(480, BufferedImage::getWidth);
    assertThat(small).returns(320, BufferedImage::getHeight);
    assertThat(isRed(Objects.requireNonNull(small), 10, 10)).isTrue();
    assertThat(isRed(small, 470, 10)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // where the red half is afterwards: a point in it, and one in the blue half
    "1, 60, 40,  1, 20, 58, 20",
    "2, 60, 40, 58, 20,  1, 20",
    "3, 60, 40, 58, 20,  1, 20",
    "4, 60, 40,  1, 20, 58, 20",
    "5, 40, 60, 20,  1, 20, 58",
    "6, 40, 60, 20,  1, 20, 58",
    "7, 40, 60, 20, 58, 20,  1",
    "8, 40, 60, 20, 58, 20,  1"
  })
  void turnsWhatTheCameraHeldAskew(
      int orientation, int width, int height, int redX, int redY, int blueX, int blueY)
      throws IOException {
    byte[] plain = encoded(picture(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] image = withExif(plain, orientation);

    var small = Objects.requireNonNull(small(image));

    assertThat(small).returns(width, BufferedImage::getWidth);
    assertThat(small).returns(height, BufferedImage::getHeight);
    assertThat(isRed(small, redX, redY)).isTrue();
    assertThat(isRed(small, blueX, blueY)).isFalse();
    assertThat(JpegHeader.of(file(image)).shownSize()).isEqualTo(new ImageSize(width, height));
  }

  @Test
  void tellsNobodyWhereAPictureWasTaken() throws IOException {
    byte[] plain = encoded(picture(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg");

    small(withExif(plain, 6));

    assertThat(new String(Files.readAllBytes(folder.resolve("small")), StandardCharsets.ISO_8859_1))
        .doesNotContain("GPS")
        .doesNotContain("Exif");
  }

  @Test
  void keepsTransparency() throws IOException {
    var clear = new BufferedImage(900, 900, BufferedImage.TYPE_INT_ARGB);

    var small = Objects.requireNonNull(small(encoded(clear, "png")));

    assertThat(small.getRGB(5, 5) >>> 24).isZero();
  }

  @Test
  void showsTheFirstPictureOfAnAnimation() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    var out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 3; i++) {
        var frame = picture(600 + i, 300, BufferedImage.TYPE_INT_RGB);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    }

    assertThat(small(out.toByteArray())).isNotNull().returns(480, BufferedImage::getWidth);
  }

  @Test
  void aJpegForPrintersHasNoThumbnailAndDoesNoHarm() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      var cmyk = Raster.createInterleavedRaster(0, 40, 30, 4, null);
      writer.write(new IIOImage(cmyk, null, null));
    }

    assertThat(JpegHeader.of(file(out.toByteArray())).size()).isEqualTo(new ImageSize(40, 30));
    assertThat(small(out.toByteArray())).isNull();
  }

  @Test
  void webPHasASizeAndNoThumbnail() throws IOException {
    var lossless = new byte[] {0x2F, (byte) 0x8F, (byte) 0xC1, 0x15, 0};
    ByteBuffer webp = ByteBuffer.allocate(32);
    webp.put("RIFF....WEBPVP8L....".getBytes(StandardCharsets.US_ASCII)).put(lossless);
    Path image = file(webp.array());
    ContentType type = ContentTypes.of(image, "a.webp");

    // 14 bits of width − 1, then 14 bits of height − 1
    assertThat(ImageSize.of(image, type)).isEqualTo(new ImageSize(0x018F + 1, 0x57 + 1));
    assertThat(small(webp.array())).isNull();
  }

  @Test
  void aBombIsToldByItsHeaderAndNeverOpened() throws IOException {
    byte[] bomb = encoded(picture(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    Path image = file(bomb);

    assertThat(ImageSize.of(image, ContentTypes.of(image, "a.png")))
        .isNotNull()
        .returns(3_600_000_000L, ImageSize::pixels);
    assertThat(small(bomb)).isNull();
  }

  @Test
  void anEndlessLineIsABombToo() throws IOException {
    byte[] bomb = encoded(picture(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer.wrap(bomb).putInt(16, 90_000_000).putInt(20, 1);
    Path image = file(bomb);
    ImageSize size = ImageSize.of(image, ContentTypes.of(image, "a.png"));

    assertThat(Objects.requireNonNull(size).isWithin(MOST)).isFalse();
    assertThat(small(bomb)).isNull();
  }

  @Test
  void anImageThatComesInPassesIsDecodedIfItIsNotTooLarge() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam passes = writer.getDefaultWriteParam();
    passes.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      var picture = picture(600, 300, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(picture, null, null), passes);
    }
    byte[] fine = out.toByteArray();
    byte[] bomb = fine.clone();
    int frame = new String(fine, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00C2");
    ByteBuffer.wrap(bomb).putShort(frame + 5, (short) 9_000).putShort(frame + 7, (short) 9_000);

    assertThat(JpegHeader.of(file(fine)).progressive()).isTrue();
    assertThat(small(fine)).isNotNull();
    assertThat(small(bomb)).isNull();
    assertThat(JpegHeader.of(file(bomb)).size().isWithin(MOST)).isTrue();
  }

  @Test
  void whatIsCutShortHasNoThumbnailAndWhatHasNoHeaderIsNoImage() throws IOException {
    byte[] png = encoded(picture(800, 600, BufferedImage.TYPE_INT_RGB), "png");
    byte[] jpeg = encoded(picture(800, 600, BufferedImage.TYPE_INT_RGB), "jpeg");

    assertThat(small(Arrays.copyOf(png, 60))).isNull();
    for (byte[] broken : new byte[][] {Arrays.copyOf(png, 12), Arrays.copyOf(jpeg, 100)}) {
      Path image = file(broken);
      ContentType type = ContentTypes.of(image, "a");
      assertThatThrownBy(() -> ImageSize.of(image, type)).isInstanceOf(BrokenImageException.class);
    }
  }

  @Test
  void noDamageEndsInAnythingButNoThumbnail() throws IOException {
    var random = new Random(7);
    byte[][] whole = {
      encoded(picture(64, 48, BufferedImage.TYPE_INT_RGB), "png"),
      encoded(picture(64, 48, BufferedImage.TYPE_INT_RGB), "gif"),
      withExif(encoded(picture(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg"), 6)
    };

    for (int i = 0; i < 1_500; i++) {
      byte[] damaged = whole[i % whole.length].clone();
      for (int hits = 1 + random.nextInt(6); hits > 0; hits--) {
        damaged[12 + random.nextInt(damaged.length - 12)] = (byte) random.nextInt(256);
      }
      try {
        small(damaged);
      } catch (BrokenImageException e) {
        assertThat(e).hasMessageStartingWith("a");
      }
    }
  }
}
