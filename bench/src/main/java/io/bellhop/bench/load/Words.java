package io.bellhop.bench.load;

/** Texts of words, some of them common and most of them rare; the same ones at each run. */
public final class Words {
  private static final int COMMON = 50;
  private static final int RARE = 20_000;

  private Words() {}

  /** A text of three common words and three rare ones. */
  public static String text(long number) {
    return common(number)
        + " "
        + common(number / 7 + 3)
        + " "
        + rare(number)
        + " "
        + rare(number * 31 + 7)
        + " "
        + common(number / 13 + 5)
        + " "
        + rare(number * 17 + 3);
  }

  public static String common(long number) {
    return "often" + number % COMMON;
  }

  public static String rare(long number) {
    return "seldom" + Math.floorMod(number * 7_919, RARE);
  }
}
