@NullMarked
package io.bellhop.bench.process;

import org.jspecify.annotations.NullMarked;
