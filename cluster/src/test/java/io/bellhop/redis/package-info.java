/** Nodes on a real Redis, and on a wire in memory that can be cut. */
@NullMarked
package io.bellhop.redis;

import org.jspecify.annotations.NullMarked;
