/** Small parts, each by itself. */
@NullMarked
package io.bellhop.engine.schema;

import org.jspecify.annotations.NullMarked;
