/** The codec on Jackson. */
@NullMarked
package io.bellhop.json;

import org.jspecify.annotations.NullMarked;
