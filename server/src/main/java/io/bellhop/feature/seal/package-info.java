/**
 * Keys for rooms that are encrypted from end to end. The server passes them on, sealed for each
 * device, and can open none.
 */
@NullMarked
package io.bellhop.feature.seal;

import org.jspecify.annotations.NullMarked;
