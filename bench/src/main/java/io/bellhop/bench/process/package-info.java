/** The processes under test. */
@NullMarked
package io.bellhop.bench.process;

import org.jspecify.annotations.NullMarked;
