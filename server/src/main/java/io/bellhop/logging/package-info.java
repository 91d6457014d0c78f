/** The log: lines for people or JSON for programs, and never a secret in either. */
@NullMarked
package io.bellhop.logging;

import org.jspecify.annotations.NullMarked;
