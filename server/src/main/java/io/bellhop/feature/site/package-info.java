/** The channels that every site has. */
@NullMarked
package io.bellhop.feature.site;

import org.jspecify.annotations.NullMarked;
