/** Where the bytes of files are kept: a folder, or a store that speaks the S3 protocol. */
@NullMarked
package io.bellhop.storage;

import org.jspecify.annotations.NullMarked;
