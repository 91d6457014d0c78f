/**
 * Files that people send: uploads in chunks, pictures of them, links for those who may see them.
 */
@NullMarked
package io.bellhop.feature.file;

import org.jspecify.annotations.NullMarked;
