@NullMarked
package io.bellhop.bench.report;

import org.jspecify.annotations.NullMarked;
