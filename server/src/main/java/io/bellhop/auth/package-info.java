/** Who acts: tokens, guests, staff, API keys, and what ends their rights. */
@NullMarked
package io.bellhop.auth;

import org.jspecify.annotations.NullMarked;
