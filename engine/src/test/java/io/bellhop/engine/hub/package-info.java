/** Small parts, each by itself. */
@NullMarked
package io.bellhop.engine.hub;

import org.jspecify.annotations.NullMarked;
