/** Subscription filters in the Common Expression Language. */
@NullMarked
package io.bellhop.cel;

import org.jspecify.annotations.NullMarked;
