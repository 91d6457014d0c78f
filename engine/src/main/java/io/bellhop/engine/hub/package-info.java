/**
 * Sessions and subscriptions of this node: takes requests in order and delivers events, one shared
 * buffer per channel and loop tick.
 */
@NullMarked
package io.bellhop.engine.hub;

import org.jspecify.annotations.NullMarked;
