/** The machine-readable forms of the protocol, generated from the registry of methods. */
@NullMarked
package io.bellhop.docs;

import org.jspecify.annotations.NullMarked;
