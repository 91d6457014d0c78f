/** What is in a file: its type by content, the facts of an image, and a small picture of it. */
@NullMarked
package io.bellhop.content;

import org.jspecify.annotations.NullMarked;
