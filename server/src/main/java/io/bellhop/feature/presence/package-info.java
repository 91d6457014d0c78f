/** Who is there: people's statuses over all their devices, and who looks at an item. */
@NullMarked
package io.bellhop.feature.presence;

import org.jspecify.annotations.NullMarked;
