/** What params and results look like: derived from records, for checking and for documents. */
@NullMarked
package io.bellhop.engine.schema;

import org.jspecify.annotations.NullMarked;
