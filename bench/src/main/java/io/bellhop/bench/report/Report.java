package io.bellhop.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects figures, shows them as they come, and in the end as one table beside the baseline. */
public final class Report {
  private final PrintStream out;
  private final Map<String, Double> baseline;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param baseline the figures of the last release, by name
   */
  public Report(PrintStream out, Map<String, Double> baseline) {
    this.out = out;
    this.baseline = baseline;
  }

  public void add(String name, double value, String unit) {
    add(name, value, unit, null);
  }

  public void add(String name, double value, String unit, @Nullable Aim aim) {
    Figure figure = new Figure(name, value, unit, aim);
    figures.add(figure);
    out.printf("  %s = %s %s%n", name, Table.number(value), unit);
  }

  /** Says something that is no figure. */
  public void note(String text) {
    out.println("  " + text);
  }

  public void heading(String text) {
    out.printf("%n== %s%n", text);
  }

  public List<Figure> figures() {
    return List.copyOf(figures);
  }

  /** Prints the table of all figures. */
  public void print() {
    out.println();
    Table table = new Table("figure", "measured", "unit", "aim", "", "release", "change");
    for (Figure figure : figures) {
      table.row(row(figure));
    }
    table.print(out);
  }

  private String[] row(Figure figure) {
    Aim aim = figure.aim();
    Double before = baseline.get(figure.name());
    return new String[] {
      figure.name(),
      Table.number(figure.value()),
      figure.unit(),
      aim == null ? "" : aim.toString(),
      verdict(figure.value(), aim),
      before == null ? "" : Table.number(before),
      before == null || before == 0 ? "" : Table.change(figure.value() / before)
    };
  }

  private static String verdict(double value, @Nullable Aim aim) {
    if (aim == null) {
      return "";
    }
    return aim.met(value) ? "met" : "MISSED";
  }
}
