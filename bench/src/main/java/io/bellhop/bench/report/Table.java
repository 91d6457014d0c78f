package io.bellhop.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text in columns as wide as they must be: the first to the left, numbers to the right. */
public final class Table {
  private final List<String[]> rows = new ArrayList<>();

  public Table(String... heads) {
    rows.add(heads);
  }

  /** Adds a row with as many cells as there are heads. */
  public void row(String... cells) {
    rows.add(cells);
  }

  public void print(PrintStream out) {
    int[] widths = widths();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(i == 0 ? "" : "  ")
            .append(padded(row[i], widths[i], i > 0 && isNumber(row[i])));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int[] widths() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return widths;
  }

  private static boolean isNumber(String cell) {
    return !cell.isEmpty()
        && (Character.isDigit(cell.charAt(0)) || "+-".indexOf(cell.charAt(0)) >= 0);
  }

  private static String padded(String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.length());
    return right ? space + cell : cell + space;
  }

  /** A number with three digits that count, at least. */
  public static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** How far a ratio is from 1, in percent. */
  static String change(double ratio) {
    return String.format(Locale.ROOT, "%+.0f %%", (ratio - 1) * 100);
  }
}
