/** Tests of chat's own parts. */
@NullMarked
package io.bellhop.feature.chat;

import org.jspecify.annotations.NullMarked;
