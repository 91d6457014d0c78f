/** Clients that cost little: they frame, count and take times, and no more. */
@NullMarked
package io.bellhop.bench.load;

import org.jspecify.annotations.NullMarked;
