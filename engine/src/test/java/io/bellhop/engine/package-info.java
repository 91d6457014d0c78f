/** Small parts, each by itself. */
@NullMarked
package io.bellhop.engine;

import org.jspecify.annotations.NullMarked;
