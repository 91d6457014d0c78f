/** The program: its configuration, its log, and how its parts come together. */
@NullMarked
package io.bellhop.server;

import org.jspecify.annotations.NullMarked;
