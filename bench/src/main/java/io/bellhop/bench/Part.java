package io.bellhop.bench;

import io.bellhop.bench.report.Report;

/** One part of the benchmark. */
interface Part {
  /** What is said above its figures. */
  String title();

  void run(Bed bed, Report report) throws Exception;
}
