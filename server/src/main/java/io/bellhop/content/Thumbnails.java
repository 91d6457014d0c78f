package io.bellhop.content;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes small pictures of images: at most 480 pixels a side, upright, without any metadata. Decodes
 * two at a time; what it holds of an image is bounded. Thread-safe.
 */
public final class Thumbnails {
  /** The longer side in pixels. */
  public static final int SIDE = 480;

  private static final int AT_A_TIME = 2;

  /** Of images that the decoder holds whole, with up to six bytes a pixel outside of the heap. */
  private static final long MOST_AT_ONCE = 25_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final long mostPixels;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  static {
    // Small images are decoded in memory: no files of its own in the system's folder.
    ImageIO.setUseCache(false);
  }

  /**
   * @param mostPixels larger images are not decoded
   */
  public Thumbnails(long mostPixels) {
    this.mostPixels = mostPixels;
  }

  /**
   * Writes a thumbnail, a JPEG, or a PNG if the image has transparency.
   *
   * @param size from the image's header
   * @return its type; null if the image cannot be decoded here, or nobody has time for it now
   */
  public @Nullable String make(Path image, ContentType type, ImageSize size, Path into)
      throws IOException {
    JpegHeader jpeg = type.name().equals("image/jpeg") ? JpegHeader.of(image) : null;
    if (!isDecodable(size, jpeg) || !enter()) {
      return null;
    }
    try {
      BufferedImage small = decode(image, type);
      if (small == null) {
        return null;
      }
      int orientation = jpeg == null ? JpegHeader.UPRIGHT : jpeg.orientation();
      BufferedImage upright = Upright.of(small, orientation, SIDE);
      String format = upright.getColorModel().hasAlpha() ? "png" : "jpeg";
      return ImageIO.write(upright, format, into.toFile()) ? "image/" + format : null;
    } finally {
      places.release();
    }
  }

  private boolean isDecodable(ImageSize size, @Nullable JpegHeader jpeg) {
    boolean whole = jpeg != null && jpeg.progressive();
    boolean inks = jpeg != null && jpeg.isForPrinters();
    return !inks && size.isWithin(whole ? Math.min(mostPixels, MOST_AT_ONCE) : mostPixels);
  }

  private boolean enter() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Every so many-th pixel, so that what is held is small however large the image is. */
  private @Nullable BufferedImage decode(Path image, ContentType type) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.name());
    if (!readers.hasNext()) {
      return null;
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = ImageIO.createImageInputStream(image.toFile())) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (!new ImageSize(width, height).isWithin(mostPixels)) {
        return null;
      }
      ImageReadParam every = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
      every.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, every);
    } catch (IOException | RuntimeException e) {
      // damaged, or of a colour space that the JDK does not know: no picture, no harm
      return null;
    } finally {
      reader.dispose();
    }
  }
}
