/** Frames, codes and the codec's port: what goes over the wire. No I/O, no framework. */
@NullMarked
package io.bellhop.protocol;

import org.jspecify.annotations.NullMarked;
