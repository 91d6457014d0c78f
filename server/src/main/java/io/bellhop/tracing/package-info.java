/** Follows requests with OpenTelemetry. */
@NullMarked
package io.bellhop.tracing;

import org.jspecify.annotations.NullMarked;
