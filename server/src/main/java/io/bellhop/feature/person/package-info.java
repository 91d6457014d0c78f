/** People's data over all features: to have, to have erased, to take along. */
@NullMarked
package io.bellhop.feature.person;

import org.jspecify.annotations.NullMarked;
