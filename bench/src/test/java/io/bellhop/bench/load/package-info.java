@NullMarked
package io.bellhop.bench.load;

import org.jspecify.annotations.NullMarked;
