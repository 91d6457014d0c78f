/** What was measured, and how it compares. */
@NullMarked
package io.bellhop.bench.report;

import org.jspecify.annotations.NullMarked;
