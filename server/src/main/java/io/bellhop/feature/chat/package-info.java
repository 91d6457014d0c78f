/** A chat: rooms, messages, typing. */
@NullMarked
package io.bellhop.feature.chat;

import org.jspecify.annotations.NullMarked;
