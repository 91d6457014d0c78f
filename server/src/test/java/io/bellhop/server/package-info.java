/** Whole servers, seen from outside. */
@NullMarked
package io.bellhop.server;

import org.jspecify.annotations.NullMarked;
