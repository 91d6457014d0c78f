/** The benchmark: starts servers as users do, loads them from outside, and says what they took. */
@NullMarked
package io.bellhop.bench;

import org.jspecify.annotations.NullMarked;
