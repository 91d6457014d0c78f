package io.bellhop.content;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Draws an image smaller and turned as its orientation says. */
final class Upright {
  private Upright() {}

  /**
   * @param orientation 1 to 8 as in EXIF
   * @param side the longer side of the result at most
   */
  static BufferedImage of(BufferedImage image, int orientation, int side) {
    double width = image.getWidth();
    double height = image.getHeight();
    double scale = Math.min(1, side / Math.max(width, height));
    boolean turned = orientation >= 5;
    BufferedImage drawn =
        new BufferedImage(
            pixels(turned ? height : width, scale),
            pixels(turned ? width : height, scale),
            image.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    AffineTransform transform = AffineTransform.getScaleInstance(scale, scale);
    transform.concatenate(turn(orientation, width, height));
    graphics.drawImage(image, transform, null);
    graphics.dispose();
    return drawn;
  }

  private static int pixels(double length, double scale) {
    return (int) Math.max(1, Math.round(length * scale));
  }

  /** From the stored pixel to the shown one. */
  private static AffineTransform turn(int orientation, double width, double height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
