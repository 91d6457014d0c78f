/** The desk: customers' conversations as work for the staff. */
@NullMarked
package io.bellhop.feature.desk;

import org.jspecify.annotations.NullMarked;
