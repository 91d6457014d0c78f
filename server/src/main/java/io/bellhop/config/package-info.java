/** The configuration file and its overrides from the environment, checked as a whole. */
@NullMarked
package io.bellhop.config;

import org.jspecify.annotations.NullMarked;
